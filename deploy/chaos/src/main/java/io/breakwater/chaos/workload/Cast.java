package io.breakwater.chaos.workload;

import io.breakwater.protocol.common.v1.AccountClass;
import io.breakwater.protocol.common.v1.JournalPosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who has an account, what its owner knows of it, and how many lots it ought to have. Threads share it. */
final class Cast {

    private final Map<String, Known> accounts = new LinkedHashMap<>();
    private int newcomers;

    /** What an account is there for. */
    enum Role {
        /** Trades, pays its calls, bids. */
        SURVIVOR,
        /** Trades, and may leave a call unpaid: a client or a direct account. */
        CARELESS,
        /** Is about to default and pays nothing. */
        DOOMED,
        /** Has no positions: its cash is what was paid in less what was paid out. */
        REGISTER
    }

    /** An account and whose it is. */
    record Party(String account, String member, AccountClass accountClass, Role role) {
        String principal() {
            return "member/" + member;
        }

        boolean isHouse() {
            return accountClass == AccountClass.ACCOUNT_CLASS_HOUSE;
        }
    }

    private static final class Known {
        private final Party party;
        private final Map<String, Long> tokens = new TreeMap<>();
        private final Map<String, Long> lots = new TreeMap<>();
        private boolean gone;

        private Known(Party party) {
            this.party = party;
        }
    }

    synchronized void add(Party party) {
        accounts.put(party.account(), new Known(party));
    }

    /** The number of the next one that comes while the house works. */
    synchronized int nextNewcomer() {
        newcomers++;
        return newcomers;
    }

    /** Everybody who has an account, gone or not. */
    synchronized List<Party> all() {
        return accounts.values().stream().map(known -> known.party).toList();
    }

    /** Those of these roles whose accounts are not in default. */
    synchronized List<Party> alive(Role... roles) {
        List<Role> wanted = List.of(roles);
        return accounts.values().stream()
                .filter(known -> !known.gone && wanted.contains(known.party.role()))
                .map(known -> known.party)
                .toList();
    }

    synchronized Optional<Party> find(String account) {
        return Optional.ofNullable(accounts.get(account)).map(known -> known.party);
    }

    /** The account is in default and does no more business. */
    synchronized void gone(String account) {
        Optional.ofNullable(accounts.get(account)).ifPresent(known -> known.gone = true);
    }

    /** The account has been told of a posting under this position. */
    synchronized void told(String account, String source, long number) {
        Optional.ofNullable(accounts.get(account)).ifPresent(known -> known.tokens.merge(source, number, Math::max));
    }

    /** What a read must wait for to show everything that its owner was told of. */
    synchronized List<JournalPosition> tokens(String account) {
        List<JournalPosition> tokens = new ArrayList<>();
        Optional.ofNullable(accounts.get(account))
                .ifPresent(
                        known -> known.tokens.forEach((source, number) -> tokens.add(Wire.position(source, number))));
        return tokens;
    }

    static String text(Collection<JournalPosition> tokens) {
        return String.join(
                ",",
                tokens.stream()
                        .map(token -> token.getSource() + "=" + token.getNumber())
                        .toList());
    }

    /** Lots that were traded, as far as the venues know. */
    synchronized void traded(String instrument, String buyer, String seller, long lots) {
        Optional.ofNullable(accounts.get(buyer)).ifPresent(known -> known.lots.merge(instrument, lots, Long::sum));
        Optional.ofNullable(accounts.get(seller)).ifPresent(known -> known.lots.merge(instrument, -lots, Long::sum));
    }

    synchronized long lots(String account, String instrument) {
        return Optional.ofNullable(accounts.get(account))
                .map(known -> known.lots.getOrDefault(instrument, 0L))
                .orElse(0L);
    }
}
