package io.breakwater.waterfall.bucket;

import io.breakwater.waterfall.bucket.BucketAnswer.AccountClosed;
import io.breakwater.waterfall.bucket.BucketAnswer.AccountFound;
import io.breakwater.waterfall.bucket.BucketAnswer.AccountOpened;
import io.breakwater.waterfall.bucket.BucketAnswer.EnlistmentKept;
import io.breakwater.waterfall.bucket.BucketAnswer.HouseAccountNamed;
import io.breakwater.waterfall.bucket.BucketAnswer.OutagesFound;
import io.breakwater.waterfall.bucket.BucketAnswer.Refusal;
import io.breakwater.waterfall.bucket.BucketAnswer.RollCalled;
import io.breakwater.waterfall.bucket.BucketAnswer.RosterRefused;
import io.breakwater.waterfall.bucket.BucketEvent.Heartbeat;
import io.breakwater.waterfall.bucket.BucketMessage.AskOutages;
import io.breakwater.waterfall.bucket.BucketMessage.CallRoll;
import io.breakwater.waterfall.bucket.BucketMessage.CloseAccount;
import io.breakwater.waterfall.bucket.BucketMessage.CuresShed;
import io.breakwater.waterfall.bucket.BucketMessage.Decided;
import io.breakwater.waterfall.bucket.BucketMessage.Delist;
import io.breakwater.waterfall.bucket.BucketMessage.Enlist;
import io.breakwater.waterfall.bucket.BucketMessage.FindAccount;
import io.breakwater.waterfall.bucket.BucketMessage.NameHouseAccount;
import io.breakwater.waterfall.bucket.BucketMessage.OpenAccount;
import io.breakwater.waterfall.call.Outage;
import io.breakwater.waterfall.process.EntityId;
import io.breakwater.waterfall.process.EntityKind;
import io.breakwater.waterfall.process.HouseInstant;
import io.breakwater.waterfall.process.Message;
import io.breakwater.waterfall.process.Now;
import io.breakwater.waterfall.process.Reaction;
import io.breakwater.waterfall.process.Send;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** One input to a bucket, and what it is judged by: the rule for each kind of message. */
public record BucketTurn(Bucket bucket, BucketMemory memory, Optional<EntityId> from, Now now) {

    Reaction<BucketMemory, BucketEvent> open(OpenAccount open) {
        EntityId account = open.account();
        Optional<RosterLine> line = bucket.roster().find(account);
        if (!isOurs(account)) {
            return refuse(account, Refusal.OTHER_BUCKET);
        }
        if (line.isEmpty() && bucket.roster().size() >= Bucket.ROSTER) {
            return refuse(account, Refusal.FULL);
        }
        if (line.isEmpty()) {
            return keep(new BucketEvent.AccountOpened(account, open.member(), open.kind()), new AccountOpened(account));
        }
        boolean same = line.get().stage() != RosterLine.Stage.CLOSED
                && line.get().member().equals(open.member())
                && line.get().kind() == open.kind();
        return same ? say(new AccountOpened(account)) : refuse(account, Refusal.OPENED_OTHERWISE);
    }

    Reaction<BucketMemory, BucketEvent> name(NameHouseAccount name) {
        if (!Buckets.ofMember(name.member()).equals(bucket.self())) {
            return refuse(name.account(), Refusal.OTHER_BUCKET);
        }
        Optional<EntityId> named = bucket.houseAccounts().find(name.member());
        if (named.isPresent() && !named.equals(name.insteadOf())) {
            return say(new HouseAccountNamed(name.member(), named.get()));
        }
        return named.isEmpty() && bucket.houseAccounts().size() >= Bucket.HOUSE_ACCOUNTS
                ? refuse(name.account(), Refusal.FULL)
                : keep(
                        new BucketEvent.HouseAccountNamed(name.member(), name.account()),
                        new HouseAccountNamed(name.member(), name.account()));
    }

    Reaction<BucketMemory, BucketEvent> find(FindAccount find) {
        EntityId account = find.account();
        return bucket.roster()
                .find(account)
                .map(line -> say(
                        new AccountFound(account, line.member(), line.kind(), line.stage() == RosterLine.Stage.CLOSED)))
                .orElseGet(() -> refuse(account, Refusal.UNKNOWN_ACCOUNT));
    }

    Reaction<BucketMemory, BucketEvent> list() {
        SortedSet<EntityId> accounts = new TreeSet<>(bucket.roster().keySet());
        bucket.enlisted().forEach((account, enlistment) -> {
            if (account.kind() == EntityKind.ACCOUNT) {
                accounts.add(account);
            }
        });
        return say(new BucketAnswer.Accounts(accounts));
    }

    Reaction<BucketMemory, BucketEvent> close(CloseAccount close) {
        EntityId account = close.account();
        Optional<RosterLine> line = bucket.roster().find(account);
        if (line.isEmpty()) {
            return refuse(account, Refusal.UNKNOWN_ACCOUNT);
        }
        if (line.get().stage() == RosterLine.Stage.CLOSED) {
            return say(new AccountClosed(account));
        }
        return bucket.enlisted().containsKey(account)
                ? refuse(account, Refusal.ENLISTED)
                : keep(new BucketEvent.AccountClosed(account), new AccountClosed(account));
    }

    Reaction<BucketMemory, BucketEvent> enlist(Enlist enlist) {
        EntityId account = enlist.account();
        if (!isOurs(account)) {
            return refuse(account, Refusal.OTHER_BUCKET);
        }
        Message answer = new EnlistmentKept(account, enlist.enlistment());
        Optional<Enlistment> toKeep = bucket.toKeep(account, enlist.enlistment());
        if (toKeep.isEmpty()) {
            return say(answer);
        }
        boolean firstCall = bucket.callsOpen() == 0 && toKeep.get().callOpen();
        Optional<Heartbeat> heartbeat = firstCall ? now.house().map(bucket.presence()::beat) : Optional.empty();
        return keep(new BucketEvent.Enlisted(account, toKeep.get(), heartbeat), answer);
    }

    Reaction<BucketMemory, BucketEvent> delist(Delist delist) {
        boolean counts = bucket.enlisted()
                .find(delist.account())
                .filter(kept -> kept.number() < delist.number())
                .isPresent();
        return counts
                ? Reaction.record(memory, new BucketEvent.Delisted(delist.account(), delist.number()))
                : Reaction.none(memory);
    }

    Reaction<BucketMemory, BucketEvent> shed(CuresShed shed) {
        return bucket.callsOpen() > 0 && shed.from().isBefore(shed.until())
                ? Reaction.record(memory, new BucketEvent.OutageRecorded(Presence.outage(shed.from(), shed.until())))
                : Reaction.none(memory);
    }

    Reaction<BucketMemory, BucketEvent> outages(AskOutages ask) {
        Optional<HouseInstant> house = now.house().filter(known -> known.isPast(ask.deadline()));
        if (house.isEmpty()) {
            return Reaction.none(memory);
        }
        Heartbeat heartbeat = bucket.presence().beat(house.get());
        List<Outage> found = bucket.presence().and(heartbeat).overlapping(ask.issued(), ask.deadline());
        return keep(new BucketEvent.HeartbeatKept(heartbeat), new OutagesFound(ask.account(), ask.call(), found));
    }

    Reaction<BucketMemory, BucketEvent> tick() {
        return now.house()
                .filter(house -> bucket.callsOpen() > 0 && bucket.presence().isDue(house))
                .map(house -> Reaction.<BucketMemory, BucketEvent>record(
                        memory, new BucketEvent.HeartbeatKept(bucket.presence().beat(house))))
                .orElseGet(() -> Reaction.none(memory));
    }

    /** Calls the roll among the accounts here, and answers when all have answered. */
    Reaction<BucketMemory, BucketEvent> call(CallRoll call) {
        RollCall roll = memory.roll().called(bucket, call, from);
        Optional<RollCalled> answer = roll.answer(bucket);
        if (answer.isPresent()) {
            return new BucketTurn(bucket, memory.with(roll), from, now).say(answer.get());
        }
        Reaction<BucketMemory, BucketEvent> asking = Reaction.none(memory.with(roll));
        for (Send question : roll.questions()) {
            asking = asking.andSend(question);
        }
        return asking;
    }

    /** Notes an account's answer; the last one is passed on to the house at once. */
    Reaction<BucketMemory, BucketEvent> decided(Decided word) {
        CallRoll call = memory.roll().call();
        if (word.roll() != call.roll() || word.snapshot() != call.snapshot()) {
            return Reaction.none(memory);
        }
        RollCall roll = memory.roll().with(word.account(), word.unsold());
        Reaction<BucketMemory, BucketEvent> noted = Reaction.none(memory.with(roll));
        Optional<Send> answer = roll.answer(bucket).flatMap(said -> roll.asker().map(to -> new Send(to, said)));
        return answer.map(noted::andSend).orElse(noted);
    }

    private boolean isOurs(EntityId account) {
        return Buckets.of(account).equals(bucket.self());
    }

    private Reaction<BucketMemory, BucketEvent> refuse(EntityId account, Refusal reason) {
        return say(new RosterRefused(account, reason));
    }

    private Reaction<BucketMemory, BucketEvent> say(Message answer) {
        return from.map(entity ->
                        Reaction.<BucketMemory, BucketEvent>none(memory).andSend(new Send(entity, answer)))
                .orElseGet(() -> Reaction.answer(memory, answer));
    }

    private Reaction<BucketMemory, BucketEvent> keep(BucketEvent event, Message answer) {
        return from.map(entity -> Reaction.<BucketMemory, BucketEvent>record(memory, event)
                        .andSend(new Send(entity, answer)))
                .orElseGet(() -> Reaction.record(memory, event, answer));
    }
}
