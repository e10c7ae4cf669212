package io.zhijing.connectors.wire;

import io.zhijing.detection.model.ReportStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/**
 * Decodes what comes from the topics of reports. A record is asked about twice, by the clock and by
 * the pipeline, one after the other in one thread: the first answer is kept until the second
 * question, and no longer, since personal fields are in it. Each thread has its own.
 */
public final class EnvelopeDecoder {
  private static final ThreadLocal<Answer> FIRST = new ThreadLocal<>();

  private final ReportDecoder decoder;
  private final ZoneId zone;
  private final Map<String, String> streamByTopic;

  /**
   * A decoder.
   *
   * @param zone the authority's zone
   * @param streamByTopic stream code by topic name
   */
  public EnvelopeDecoder(ZoneId zone, Map<String, String> streamByTopic) {
    this.decoder = new ReportDecoder(zone);
    this.zone = zone;
    this.streamByTopic = Map.copyOf(streamByTopic);
  }

  /** To which question. Bytes are the same if they are one array. */
  private record Answer(
      byte[] bytes, String stream, long receivedAt, ZoneId zone, Decoded decoded) {
    boolean isOf(Envelope envelope, String asked, ZoneId at) {
      return bytes == envelope.value()
          && receivedAt == envelope.receivedAt()
          && stream.equals(asked)
          && zone.equals(at);
    }
  }

  /** The stream of a topic; null if none is configured. */
  public String stream(Envelope envelope) {
    return streamByTopic.get(envelope.topic());
  }

  /** Decodes for the first time. */
  public Decoded first(Envelope envelope) {
    Decoded decoded = decode(envelope);
    FIRST.set(new Answer(envelope.value(), stream(envelope), envelope.receivedAt(), zone, decoded));
    return decoded;
  }

  /** What was decoded first, if that was the last thing to be decoded in this thread. */
  public Decoded again(Envelope envelope) {
    Answer first = FIRST.get();
    FIRST.remove();
    return first != null && first.isOf(envelope, stream(envelope), zone)
        ? first.decoded()
        : decode(envelope);
  }

  private Decoded decode(Envelope envelope) {
    String stream = stream(envelope);
    if (stream == null) {
      throw new IllegalStateException("no stream is configured for topic " + envelope.topic());
    }
    return decoder.decode(
        envelope.value(), ReportStream.ofCode(stream), Instant.ofEpochMilli(envelope.receivedAt()));
  }
}
