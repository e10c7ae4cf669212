package io.zhijing.connectors.file;

import io.zhijing.connectors.wire.Decoded;
import io.zhijing.connectors.wire.Fault;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.connectors.wire.ReportDecoder;
import io.zhijing.connectors.wire.ReportEncoder;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the job's decoder will say of a report from a file: the bytes that are sent, and the decoder
 * that reads them.
 */
final class DecoderCheck {
  private static final Map<String, CsvField> FIELDS =
      Map.ofEntries(
          Map.entry("schema", CsvField.STREAM),
          Map.entry("arrived_at", CsvField.ARRIVAL_DATE),
          Map.entry("enterprise.code", CsvField.ENTERPRISE_CODE),
          Map.entry("enterprise.name", CsvField.ENTERPRISE_NAME),
          Map.entry("seller.code", CsvField.SELLER_CODE),
          Map.entry("seller.name", CsvField.SELLER_NAME),
          Map.entry("sampling.kind", CsvField.SAMPLING),
          Map.entry("sampling.stage", CsvField.STAGE),
          Map.entry("sampling.body", CsvField.BODY));

  private final ReportEncoder encoder = new ReportEncoder();
  private final ReportDecoder decoder;

  DecoderCheck(ZoneId zone) {
    this.decoder = new ReportDecoder(zone);
  }

  /** Why the report would be refused if it were received at that time; empty if it would not. */
  List<Fault> faults(RawReport report, Instant receivedAt) {
    Decoded decoded =
        decoder.decode(encoder.encode(report), report.identity().stream(), receivedAt);
    return decoded instanceof Decoded.Refused refused ? refused.faults() : List.of();
  }

  /** The field of a file that becomes the wire's field. */
  static Optional<CsvField> field(String wireField) {
    CsvField field = FIELDS.get(wireField);
    return field == null ? CsvField.ofCode(wireField) : Optional.of(field);
  }
}
