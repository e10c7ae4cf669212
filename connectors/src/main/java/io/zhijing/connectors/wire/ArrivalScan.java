package io.zhijing.connectors.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.OptionalLong;

/**
 * Finds a record's arrival time without decoding it, so that the source can stamp records and keep
 * one watermark per partition. Agrees with {@link ReportDecoder} on every record that it accepts. A
 * record without a usable time, or with one in the future, has none: it must not move the clock.
 */
public final class ArrivalScan {
  private static final long CLOCK_TOLERANCE_MILLIS = 24 * 60 * 60 * 1000L;

  private final JsonFactory factory = new JsonFactory();
  private final ZoneId zone;

  /** A scan for an authority in the zone. */
  public ArrivalScan(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * Arrival in epoch milliseconds; the start of the event day where no arrival is given.
   *
   * @param bytes the record's value, may be null
   * @param receivedMillis when the record was received
   */
  public OptionalLong arrivalMillis(byte[] bytes, long receivedMillis) {
    if (bytes == null || bytes.length > WireSchema.MAX_BYTES) {
      return OptionalLong.empty();
    }
    try (JsonParser json = factory.createParser(bytes)) {
      Instant found = scan(json);
      if (found == null || found.toEpochMilli() > receivedMillis + CLOCK_TOLERANCE_MILLIS) {
        return OptionalLong.empty();
      }
      return OptionalLong.of(found.toEpochMilli());
    } catch (IOException | DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  private Instant scan(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return null;
    }
    Instant eventDay = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.VALUE_STRING && "arrived_at".equals(name)) {
        return FieldReader.parseInstant(json.getText().strip(), zone);
      }
      if (value == JsonToken.VALUE_STRING && "event_date".equals(name)) {
        eventDay = LocalDate.parse(json.getText().strip()).atStartOfDay(zone).toInstant();
      }
      json.skipChildren();
    }
    return eventDay;
  }
}
