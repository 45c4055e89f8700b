package io.breakwater.node.journal;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;

/** A small entity for tests of the journal: it notes down what it is told; its state is all notes, one per line. */
final class Notebook extends EventSourcedBehavior<Notebook.Command, Object, String> {
    static final int EVENTS_PER_SNAPSHOT = 5;

    sealed interface Command {}

    /** Notes an event down and answers all notes. */
    record Note(Object event, ActorRef<String> replyTo) implements Command {}

    /** Answers all notes. */
    record Read(ActorRef<String> replyTo) implements Command {}

    private Notebook(String id) {
        super(PersistenceId.ofUniqueId(id));
    }

    static Behavior<Command> create(String id) {
        return new Notebook(id);
    }

    @Override
    public String emptyState() {
        return "";
    }

    @Override
    public CommandHandler<Command, Object, String> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(Note.class, note -> Effect().persist(note.event()).thenRun((String notes) -> note.replyTo()
                        .tell(notes)))
                .onCommand(Read.class, (notes, read) -> Effect().none().thenRun(() -> read.replyTo()
                        .tell(notes)))
                .build();
    }

    @Override
    public EventHandler<String, Object> eventHandler() {
        return (notes, event) -> notes
                + (event instanceof Attributed attributed
                        ? attributed.event() + "@" + attributed.by().requestId()
                        : event)
                + "\n";
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(EVENTS_PER_SNAPSHOT, 2);
    }
}
