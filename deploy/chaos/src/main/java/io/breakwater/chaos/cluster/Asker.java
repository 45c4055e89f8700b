package io.breakwater.chaos.cluster;

/** Who waits for an answer: a call that a node has under way. */
record Asker(int node, long boot, long call) {}
