package io.zhijing.connectors.elasticsearch.sink;

import io.zhijing.connectors.elasticsearch.Document;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The documents that a checkpoint finds unsent. A format of our own, so that neither a library
 * upgrade nor a changed class makes a savepoint unreadable; every version ever written stays
 * readable.
 *
 * <p>Version 1: count, then per document index, id, version, source; texts and source as length and
 * bytes.
 */
final class BufferedDocumentSerializer
    implements SimpleVersionedSerializer<BufferedRequestState<Document>> {

  static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(BufferedRequestState<Document> state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(state.getBufferedRequestEntries().size());
    for (RequestEntryWrapper<Document> entry : state.getBufferedRequestEntries()) {
      Document document = entry.getRequestEntry();
      writeBytes(out, document.index().getBytes(StandardCharsets.UTF_8));
      writeBytes(out, document.id().getBytes(StandardCharsets.UTF_8));
      out.writeLong(document.version());
      writeBytes(out, document.json());
    }
    return bytes.toByteArray();
  }

  @Override
  public BufferedRequestState<Document> deserialize(int version, byte[] serialized)
      throws IOException {
    if (version != VERSION) {
      throw new IOException("unsent documents in the unknown format " + version);
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
    int count = in.readInt();
    List<RequestEntryWrapper<Document>> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String index = new String(readBytes(in), StandardCharsets.UTF_8);
      String id = new String(readBytes(in), StandardCharsets.UTF_8);
      Document document = new Document(index, id, in.readLong(), readBytes(in));
      entries.add(new RequestEntryWrapper<>(document, document.json().length));
    }
    if (in.available() > 0) {
      throw new IOException(in.available() + " bytes behind the last unsent document");
    }
    return new BufferedRequestState<>(entries);
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("unsent documents cut short");
    }
    return in.readNBytes(length);
  }
}
