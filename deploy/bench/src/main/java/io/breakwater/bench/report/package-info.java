/** What a bench found: figures, the goals they are held against, the machine they are of; as a table and as JSON. */
@NullMarked
package io.breakwater.bench.report;

import org.jspecify.annotations.NullMarked;
