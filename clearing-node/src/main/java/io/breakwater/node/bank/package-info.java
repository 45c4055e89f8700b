/** Statement streams of banks and custodians at run time. */
@NullMarked
package io.breakwater.node.bank;

import org.jspecify.annotations.NullMarked;
