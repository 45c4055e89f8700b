package io.breakwater.chaos.cluster;

/** What can go wrong, as it is counted: once for every time it strikes. */
public enum FaultKind {
    /** A node dies between deciding and persisting. */
    CRASH_BEFORE_PERSIST,
    /** A node dies when its event is persisted, before the answer leaves. */
    CRASH_AFTER_PERSIST,
    /** A node dies between the answer and what it sends, or between two things that it sends. */
    CRASH_BETWEEN_SENDS,
    /** A node dies at any moment. */
    KILL,
    /** A node hands its entities over, leaves and comes back. */
    RESTART,
    /** A node stands still and goes on, noticed by nobody or by everybody. */
    PAUSE,
    /** A node goes on after the cluster has replaced it, with living instances of entities that live elsewhere. */
    ZOMBIE,
    /** The nodes are parted into two groups that do not hear each other. */
    PARTITION,
    /** One node is heard and does not hear, or the other way round. */
    ONE_WAY_PARTITION,
    /** A message is lost. */
    DROP,
    /** A message arrives twice. */
    DUPLICATE,
    /** A message arrives up to seconds late, after others that left later. */
    DELAY,
    /** A write fails and is not applied. */
    WRITE_FAILED,
    /** A write is applied, and its writer does not learn it. */
    WRITE_REPLY_LOST,
    /** A write takes seconds. */
    WRITE_SLOW,
    /** The journal cannot be read. */
    READ_FAILED,
    /** A write is refused because somebody else wrote that number: the fence. */
    WRITE_FENCED,
    /** A node's wall clock is wrong from its start. */
    CLOCK_WRONG,
    /** A node's wall clock jumps by up to an hour. */
    CLOCK_JUMP,
    /** A client does not learn what became of its request, and sends it again with the same id. */
    CLIENT_UNCERTAIN;

    /** True for what happens to one message: there are thousands of those, and they do not make a run hard. */
    public boolean isOfOneMessage() {
        return this == DROP || this == DUPLICATE || this == DELAY || this == CLIENT_UNCERTAIN;
    }
}
