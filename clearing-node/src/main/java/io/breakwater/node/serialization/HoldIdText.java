package io.breakwater.node.serialization;

import io.breakwater.waterfall.posting.HoldId;
import io.breakwater.waterfall.process.EntityId;

/** A hold's id as text, source and number: {@code payouts|12#7}. */
final class HoldIdText {

    private HoldIdText() {}

    static String write(HoldId id) {
        return id.source() + "#" + id.number();
    }

    static HoldId read(String text) {
        int mark = text.lastIndexOf('#');
        return new HoldId(EntityId.parse(text.substring(0, mark)), Long.parseLong(text.substring(mark + 1)));
    }
}
