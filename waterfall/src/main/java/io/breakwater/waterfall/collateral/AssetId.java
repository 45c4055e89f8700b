package io.breakwater.waterfall.collateral;

import java.util.regex.Pattern;

/** The name of an asset that is lodged as collateral, {@code [A-Za-z0-9._-]{1,64}}. */
public record AssetId(String value) implements Comparable<AssetId> {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public AssetId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an asset id: '" + value + "'");
        }
    }

    public static AssetId of(String value) {
        return new AssetId(value);
    }

    @Override
    public int compareTo(AssetId other) {
        return value.compareTo(other.value);
    }

    /** The bare id, so that it can be a key. */
    @Override
    public String toString() {
        return value;
    }
}
