package io.zhijing.connectors.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.zhijing.connectors.wire.Fault.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads typed fields of one JSON object and collects every fault on the way. */
final class FieldReader {
  private final JsonNode object;
  private final String prefix;
  private final List<Fault> faults;

  FieldReader(JsonNode object, List<Fault> faults) {
    this(object, "", faults);
  }

  private FieldReader(JsonNode object, String prefix, List<Fault> faults) {
    this.object = object;
    this.prefix = prefix;
    this.faults = faults;
  }

  /** A reader of an object within; an absent or null one reads as empty. */
  FieldReader within(String name) {
    JsonNode node = object.path(name);
    if (!node.isObject() && !node.isMissingNode() && !node.isNull()) {
      fault(name, Reason.WRONG_TYPE);
      node = MissingNode.getInstance();
    }
    return new FieldReader(node, prefix + name + ".", faults);
  }

  void fault(String name, Reason reason) {
    faults.add(new Fault(prefix + name, reason));
  }

  String required(String name, int maxLength) {
    JsonNode node = object.path(name);
    boolean isText = node.isTextual();
    String text = text(name, maxLength);
    if (text.isBlank() && (isText || node.isMissingNode() || node.isNull())) {
      fault(name, Reason.MISSING);
    }
    return text;
  }

  String text(String name) {
    return text(name, WireSchema.MAX_TEXT);
  }

  /**
   * A text; empty if absent or, with a fault, if it is none or too long. Half a character is a
   * fault too: as UTF-8 it would become another text, and a key would not find what stands under
   * it.
   */
  String text(String name, int maxLength) {
    String text = freeText(name, maxLength);
    if (!Utf8.canHold(text)) {
      fault(name, Reason.NOT_UTF8);
    }
    return text;
  }

  /** The same of a text that is never a key; sources cut these, also through a character. */
  String freeText(String name, int maxLength) {
    JsonNode node = object.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return "";
    }
    if (!node.isTextual()) {
      fault(name, Reason.WRONG_TYPE);
      return "";
    }
    String text = node.textValue().strip();
    if (text.length() > maxLength) {
      fault(name, Reason.TOO_LONG);
      return "";
    }
    return text;
  }

  String oneOf(String name, Set<String> values) {
    String text = text(name);
    if (!text.isEmpty() && !values.contains(text)) {
      fault(name, Reason.NOT_IN_LIST);
    }
    return text;
  }

  List<String> texts(String name) {
    JsonNode node = object.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    if (!node.isArray()) {
      fault(name, Reason.WRONG_TYPE);
      return List.of();
    }
    if (node.size() > WireSchema.MAX_LIST) {
      fault(name, Reason.TOO_LONG);
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode each : node) {
      if (!each.isTextual()) {
        fault(name, Reason.WRONG_TYPE);
        return List.of();
      }
      if (each.textValue().length() > WireSchema.MAX_TEXT) {
        fault(name, Reason.TOO_LONG);
        return List.of();
      }
      if (!Utf8.canHold(each.textValue())) {
        fault(name, Reason.NOT_UTF8);
        return List.of();
      }
      if (!each.textValue().isBlank()) {
        texts.add(each.textValue().strip());
      }
    }
    return texts;
  }

  /** A count from 0 to the limit; null if absent. */
  Integer count(String name) {
    JsonNode node = object.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (!node.isIntegralNumber()) {
      fault(name, Reason.WRONG_TYPE);
      return null;
    }
    if (node.bigIntegerValue().signum() < 0) {
      fault(name, Reason.NEGATIVE);
      return null;
    }
    if (!node.canConvertToInt() || node.intValue() > WireSchema.MAX_COUNT) {
      fault(name, Reason.OUT_OF_RANGE);
      return null;
    }
    return node.intValue();
  }

  /** A flag; the fallback if it is absent. */
  boolean flag(String name, boolean fallback) {
    JsonNode node = object.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return fallback;
    }
    if (!node.isBoolean()) {
      fault(name, Reason.WRONG_TYPE);
    }
    return node.asBoolean(fallback);
  }

  /** A count, or the fallback if it is absent or faulty. */
  int count(String name, int fallback) {
    Integer count = count(name);
    return count == null ? fallback : count;
  }

  /** A time of day {@code HH:mm}; null if absent or, with a fault, if it is none. */
  LocalTime time(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      return null;
    }
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      fault(name, Reason.IMPOSSIBLE_DATE);
      return null;
    }
  }

  boolean has(String name) {
    return object.hasNonNull(name);
  }

  /**
   * A required calendar date {@code yyyy-MM-dd}; null with a fault if there is none, or none of a
   * year from 1900 to 9999.
   */
  LocalDate date(String name) {
    String text = required(name, WireSchema.MAX_TEXT);
    if (text.isEmpty()) {
      return null;
    }
    try {
      return WireTimes.plausible(WireTimes.date(text));
    } catch (DateTimeException e) {
      fault(name, Reason.IMPOSSIBLE_DATE);
      return null;
    }
  }

  /**
   * An instant with offset, or a date, which means the start of that day in the zone; null if
   * absent or, with a fault, if it is none of a year from 1900 to 9999.
   */
  Instant instant(String name, ZoneId zone) {
    String text = text(name);
    if (text.isEmpty()) {
      return null;
    }
    try {
      return WireTimes.plausible(WireTimes.instant(text, zone), zone);
    } catch (DateTimeException e) {
      fault(name, Reason.IMPOSSIBLE_DATE);
      return null;
    }
  }
}
