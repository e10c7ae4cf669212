package io.zhijing.connectors.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/**
 * Opens text whose encoding nobody stated: gzip by its magic number; a byte order mark; else UTF-8
 * if the file's start is valid UTF-8; else GB18030, in which Chinese authorities' exports come.
 */
final class TextDecoding {

  private static final int START = 1 << 18;

  private TextDecoding() {}

  static Reader open(InputStream raw) throws IOException {
    InputStream bytes = unzipped(buffered(raw));
    bytes.mark(START + 1);
    byte[] start = bytes.readNBytes(START);
    bytes.reset();
    if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
      bytes.skipNBytes(3);
      return new InputStreamReader(bytes, StandardCharsets.UTF_8);
    }
    if (startsWith(start, 0xFF, 0xFE) || startsWith(start, 0xFE, 0xFF)) {
      return new InputStreamReader(bytes, StandardCharsets.UTF_16);
    }
    return new InputStreamReader(
        bytes, isUtf8(start) ? StandardCharsets.UTF_8 : Charset.forName("GB18030"));
  }

  private static InputStream buffered(InputStream stream) {
    return new BufferedInputStream(stream, 1 << 16);
  }

  private static InputStream unzipped(InputStream stream) throws IOException {
    stream.mark(2);
    byte[] magic = stream.readNBytes(2);
    stream.reset();
    return startsWith(magic, 0x1F, 0x8B) ? buffered(new GZIPInputStream(stream)) : stream;
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    if (bytes.length < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if ((bytes[i] & 0xFF) != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  /** Strictly, but a character cut off where the start ends is no fault. */
  private static boolean isUtf8(byte[] start) {
    return !StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(start), CharBuffer.allocate(start.length + 1), start.length < START)
        .isError();
  }
}
