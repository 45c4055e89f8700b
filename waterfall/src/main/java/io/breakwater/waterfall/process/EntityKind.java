package io.breakwater.waterfall.process;

/** What an entity is. The word is the first part of its persistence id and so part of the journal's published format. */
public enum EntityKind {
    ACCOUNT("account"),
    BUCKET("bucket"),
    TRADES("trades"),
    BANK("bank"),
    PAYOUTS("payouts"),
    PRICES("prices"),
    DESK("desk"),
    AUCTION("auction"),
    HOUSE("house"),
    CATALOGUE("catalogue"),
    EPISODE("episode");

    private final String word;

    EntityKind(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /**
     * The kind a persistence id's first word names.
     *
     * @throws IllegalArgumentException when no kind has this word
     */
    public static EntityKind ofWord(String word) {
        for (EntityKind kind : values()) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no entity kind '" + word + "'");
    }
}
