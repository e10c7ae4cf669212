package io.zhijing.dashboards.console.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.dashboards.console.query.Count;
import io.zhijing.detection.model.Coded;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * JSON Schemas (2020-12, as OpenAPI 3.1 has them) of the records that are answered and read: an
 * optional component may be absent, every other one is there, and there are no others.
 */
final class Schemas {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ObjectNode components = NODES.objectNode();

  /** Those of all records so far, by name. */
  ObjectNode components() {
    return components;
  }

  /** A component's name in JSON. */
  static String name(String component) {
    return component.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  /** The schema of a type; that of a record by reference. */
  ObjectNode of(Type type) {
    return of(type, Map.of());
  }

  private ObjectNode of(Type type, Map<TypeVariable<?>, Type> bound) {
    if (type instanceof TypeVariable<?> variable) {
      return of(bound.get(variable), bound);
    }
    if (type instanceof ParameterizedType parameterized) {
      return ofParameterized(parameterized, bound);
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isRecord()) {
      return reference(raw, called(raw), bound);
    }
    return plain(raw);
  }

  private ObjectNode ofParameterized(ParameterizedType type, Map<TypeVariable<?>, Type> bound) {
    Class<?> raw = (Class<?>) type.getRawType();
    Type[] arguments = type.getActualTypeArguments();
    if (raw == Optional.class) {
      return of(arguments[0], bound);
    }
    if (Collection.class.isAssignableFrom(raw)) {
      ObjectNode array = NODES.objectNode().put("type", "array");
      array.set("items", of(arguments[0], bound));
      return array;
    }
    if (Map.class.isAssignableFrom(raw)) {
      ObjectNode map = NODES.objectNode().put("type", "object");
      map.set("additionalProperties", of(arguments[1], bound));
      return map;
    }
    Map<TypeVariable<?>, Type> own = new HashMap<>();
    StringBuilder name = new StringBuilder(called(raw));
    for (int i = 0; i < arguments.length; i++) {
      Type argument =
          arguments[i] instanceof TypeVariable<?> variable ? bound.get(variable) : arguments[i];
      own.put(raw.getTypeParameters()[i], argument);
      name.append("Of").append(called((Class<?>) argument));
    }
    return reference(raw, name.toString(), own);
  }

  /** A record within another type is called after both, for several are called alike. */
  private static String called(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    String prefix =
        outer == null ? "" : outer.getSimpleName().replaceAll("(Queries|Orders|Routes)$", "");
    return prefix + type.getSimpleName();
  }

  private ObjectNode reference(Class<?> raw, String name, Map<TypeVariable<?>, Type> bound) {
    if (!components.has(name)) {
      ObjectNode schema = components.putObject(name);
      schema.put("type", "object").put("additionalProperties", false);
      ObjectNode properties = schema.putObject("properties");
      ArrayNode required = NODES.arrayNode();
      for (RecordComponent component : raw.getRecordComponents()) {
        properties.set(name(component.getName()), of(component.getGenericType(), bound));
        if (component.getType() != Optional.class) {
          required.add(name(component.getName()));
        }
      }
      if (!required.isEmpty()) {
        schema.set("required", required);
      }
    }
    return NODES.objectNode().put("$ref", "#/components/schemas/" + name);
  }

  private static ObjectNode plain(Class<?> type) {
    ObjectNode schema = NODES.objectNode();
    if (type == Count.class) {
      ArrayNode either = schema.putArray("oneOf");
      either.addObject().put("type", "integer");
      either.addObject().put("type", "string").put("pattern", "^[<≥][0-9]+$");
      return schema.put("description", "A number; of a small count of complaints only that it is.");
    }
    if (type.isEnum() && Coded.class.isAssignableFrom(type)) {
      ArrayNode codes = schema.put("type", "string").putArray("enum");
      for (Object value : type.getEnumConstants()) {
        codes.add(((Coded) value).code());
      }
      return schema;
    }
    if (type == LocalDate.class) {
      return schema.put("type", "string").put("format", "date");
    }
    if (type == Instant.class) {
      return schema.put("type", "string").put("format", "date-time");
    }
    if (type == String.class) {
      return schema.put("type", "string");
    }
    if (type == boolean.class || type == Boolean.class) {
      return schema.put("type", "boolean");
    }
    if (type == double.class || type == Double.class) {
      return schema.put("type", "number");
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return schema.put("type", "integer");
    }
    throw new IllegalStateException("no schema for " + type);
  }
}
