package io.zhijing.connectors.wire;

import io.zhijing.detection.model.ReportStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Names and limits that the codec and the published JSON Schemas (docs/schema) share. */
public final class WireSchema {
  /** Schema of a source's sign of life. */
  public static final String HEARTBEAT = "zhijing.heartbeat/1";

  /** Schema of an officer's command. */
  public static final String COMMAND = "zhijing.command/1";

  /** Schema of a subscription. */
  public static final String SUBSCRIPTION = "zhijing.subscription/1";

  /** Records above this many bytes are refused unread. */
  public static final int MAX_BYTES = 1_000_000;

  static final int MAX_ID = 200;
  static final int MAX_TEXT = 1_000;
  static final int MAX_NOTE = 500;
  static final int MAX_DESCRIPTION = 20_000;
  static final int MAX_LIST = 500;
  static final int MAX_COUNT = 100_000_000;
  static final Set<String> STATUSES = Set.of("valid", "withdrawn");

  /** What a report can be about; empty if nobody says. */
  public static final Set<String> DOMAINS =
      Set.of("product", "engineering", "service", "environment", "");

  /** How samples are chosen; empty if nobody says. */
  public static final Set<String> SAMPLING_KINDS = Set.of("random", "targeted", "");

  /** Where in the chain a sample is taken; empty if nobody says. */
  public static final Set<String> STAGES =
      Set.of("production", "market", "online", "import", "export", "");

  /** Wire names of the personal fields. */
  static final List<String> PERSON_FIELDS =
      List.of(
          "name",
          "phone",
          "id_number",
          "address",
          "email",
          "account",
          "card",
          "order",
          "plate",
          "device",
          "attachment",
          "employee");

  /** The streams that have a topic and a schema. */
  public static final List<ReportStream> WIRE_STREAMS =
      List.of(ReportStream.INSPECTION, ReportStream.COMPLAINT, ReportStream.ECOMMERCE);

  private WireSchema() {}

  /** The current schema of a stream. */
  public static String of(ReportStream stream) {
    return "zhijing." + stream.code() + "/1";
  }

  /** The stream of a schema, if it is a known version of one. */
  static Optional<ReportStream> streamOf(String schema) {
    for (ReportStream stream : WIRE_STREAMS) {
      if (of(stream).equals(schema.toLowerCase(Locale.ROOT))) {
        return Optional.of(stream);
      }
    }
    return Optional.empty();
  }
}
