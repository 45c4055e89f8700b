@NullMarked
package io.breakwater.node.audit;

import org.jspecify.annotations.NullMarked;
