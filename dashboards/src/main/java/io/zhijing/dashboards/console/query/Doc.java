package io.zhijing.dashboards.console.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.detection.model.Coded;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Typed fields of one document. */
final class Doc {
  private final JsonNode json;

  Doc(JsonNode json) {
    this.json = json;
  }

  JsonNode json() {
    return json;
  }

  boolean has(String field) {
    return json.hasNonNull(field);
  }

  String text(String field) {
    return json.path(field).asText();
  }

  Optional<String> optional(String field) {
    return has(field) ? Optional.of(text(field)) : Optional.empty();
  }

  /** One text or many: a list of one is stored as either. */
  List<String> texts(String field) {
    JsonNode node = json.path(field);
    List<String> texts = new ArrayList<>();
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  long number(String field) {
    return json.path(field).asLong();
  }

  boolean flag(String field) {
    return json.path(field).asBoolean();
  }

  Optional<Double> real(String field) {
    return has(field) ? Optional.of(json.path(field).asDouble()) : Optional.empty();
  }

  LocalDate day(String field) {
    return LocalDate.parse(text(field).substring(0, 10));
  }

  Optional<LocalDate> optionalDay(String field) {
    return has(field) ? Optional.of(day(field)) : Optional.empty();
  }

  Optional<Instant> instant(String field) {
    return has(field) ? Optional.of(Instant.parse(text(field))) : Optional.empty();
  }

  /** The value with the stored code. */
  static <E extends Enum<E> & Coded> Optional<E> coded(E[] values, String code) {
    for (E value : values) {
      if (value.code().equals(code)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
