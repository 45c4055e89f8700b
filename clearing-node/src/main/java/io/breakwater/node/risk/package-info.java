/**
 * How a price reaches the accounts that must be judged. Each node keeps the accounts that live on it in columns, looks at
 * all of them at every snapshot, and tells those whose standing may change; the account itself decides.
 */
@NullMarked
package io.breakwater.node.risk;

import org.jspecify.annotations.NullMarked;
