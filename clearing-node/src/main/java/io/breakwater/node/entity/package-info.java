/**
 * Carries out on a sharded, persistent actor what the rules of one entity decide: a gate that admits one input at a
 * time within named bounds, and behind it the actor that persists, answers, sends and wakes. Nothing is decided here.
 */
@NullMarked
package io.breakwater.node.entity;

import org.jspecify.annotations.NullMarked;
