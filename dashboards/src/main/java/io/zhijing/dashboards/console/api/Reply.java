package io.zhijing.dashboards.console.api;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is answered.
 *
 * @param status HTTP status
 * @param mediaType of the body; empty for none
 * @param body written whole; empty for none
 * @param stream written as it comes, instead of a body
 * @param headers more of them
 */
public record Reply(
    int status,
    String mediaType,
    Optional<byte[]> body,
    Optional<Writer> stream,
    Map<String, String> headers) {

  /** Writes a body piece by piece. */
  public interface Writer {
    /** Writes it. */
    void write(OutputStream out) throws IOException;
  }

  static Reply json(Object value) {
    return json(200, value);
  }

  static Reply json(int status, Object value) {
    return new Reply(
        status, Route.Answer.JSON, Optional.of(Json.bytes(value)), Optional.empty(), Map.of());
  }

  /** Bytes as they are. */
  public static Reply bytes(String mediaType, byte[] body) {
    return new Reply(200, mediaType, Optional.of(body), Optional.empty(), Map.of());
  }

  static Reply stream(String mediaType, Writer writer) {
    return new Reply(200, mediaType, Optional.empty(), Optional.of(writer), Map.of());
  }

  /** No body. */
  public static Reply nothing() {
    return new Reply(204, "", Optional.empty(), Optional.empty(), Map.of());
  }

  /** The same with a header more. */
  public Reply header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, mediaType, body, stream, more);
  }

  /** The same with another status. */
  public Reply status(int other) {
    return new Reply(other, mediaType, body, stream, headers);
  }
}
