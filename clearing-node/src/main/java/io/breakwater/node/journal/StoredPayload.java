package io.breakwater.node.journal;

import org.apache.pekko.util.ByteString;

/** An object as its serializer wrote it: the serializer's id, its manifest (empty if it has none) and the bytes. */
public record StoredPayload(int serializerId, String manifest, ByteString bytes) {}
