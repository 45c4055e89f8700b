/**
 * What a demo shows at its end: the report as JSON, the margin-call table, the ladder of every default, where the time
 * went. Pure functions from records to text; figures come from whoever played the scenario.
 */
@NullMarked
package io.breakwater.node.scenario.report;

import org.jspecify.annotations.NullMarked;
