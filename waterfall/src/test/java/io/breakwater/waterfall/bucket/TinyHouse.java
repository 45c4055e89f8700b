package io.breakwater.waterfall.bucket;

import io.breakwater.waterfall.posting.SourceMessage;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.Envelope;
import io.breakwater.waterfall.process.Machine;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Numbered;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import io.breakwater.waterfall.process.Tending;
import java.util.HashSet;
import java.util.Set;

/** A house that puts sources on its list and knows no stops. */
public final class TinyHouse implements Machine<Set<EntityId>, Boolean, Message, EntityId> {

    private record Tick() implements Message {}

    @Override
    public Set<EntityId> initial(EntityId self) {
        return Set.of();
    }

    @Override
    public Boolean wake(Set<EntityId> listed) {
        return true;
    }

    @Override
    public Reaction<Boolean, EntityId> react(Set<EntityId> listed, Boolean memory, Envelope<Message> input, Now now) {
        if (input.body() instanceof SourceMessage.Register register) {
            Send answer = new Send(register.source(), new SourceMessage.Registered(register.source()));
            Reaction<Boolean, EntityId> reaction =
                    listed.contains(register.source()) ? Reaction.none(true) : Reaction.record(true, register.source());
            return reaction.andSend(answer);
        }
        return Reaction.none(true);
    }

    @Override
    public Set<EntityId> apply(Set<EntityId> listed, Numbered<EntityId> event) {
        Set<EntityId> more = new HashSet<>(listed);
        more.add(event.event());
        return Set.copyOf(more);
    }

    @Override
    public Tending<Boolean> tend(Set<EntityId> listed, Boolean memory, Now now) {
        return Tending.idle(true);
    }

    @Override
    public Message tick() {
        return new Tick();
    }
}
