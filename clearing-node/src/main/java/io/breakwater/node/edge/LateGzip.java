package io.breakwater.node.edge;

import io.grpc.Decompressor;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * Unpacks gzip, and looks at the bytes no sooner than they are read: what is no gzip then fails where messages are read, as
 * the caller's fault, and not where the toolkit takes it for one of ours.
 */
final class LateGzip implements Decompressor {

    @Override
    public String getMessageEncoding() {
        return "gzip";
    }

    @Override
    public InputStream decompress(InputStream packed) {
        return new Unpacked(packed);
    }

    private static final class Unpacked extends FilterInputStream {
        private boolean opened;

        Unpacked(InputStream packed) {
            super(packed);
        }

        private void open() throws IOException {
            if (!opened) {
                opened = true;
                in = new GZIPInputStream(in);
            }
        }

        @Override
        public int read() throws IOException {
            open();
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            open();
            return in.read(bytes, from, length);
        }

        @Override
        public long skip(long count) throws IOException {
            open();
            return in.skip(count);
        }

        @Override
        public int available() throws IOException {
            open();
            return in.available();
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
