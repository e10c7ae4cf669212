package io.zhijing.connectors.notify.settings;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.secret.Secret;
import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An SMS gateway, of which there are many and no standard: a request with placeholders {@code
 * ${name}} of {@link #PLACEHOLDERS}, and how its answer says that all went well.
 *
 * @param endpoint where to post
 * @param headers by name; values may be secret
 * @param body what is posted
 * @param success how the answer says that all went well
 * @param size how long a text may be
 * @param limits how long an attempt may take
 */
public record SmsSettings(
    URI endpoint,
    Map<String, Secret> headers,
    Body body,
    Success success,
    Size size,
    TimeLimits limits)
    implements ChannelSettings {

  private static final long serialVersionUID = 1L;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

  /**
   * What may stand in a body: the telephone, the whole text, its parts for a carrier's registered
   * template, the delivery id, and what the settings keep secret.
   */
  public static final Set<String> PLACEHOLDERS =
      Set.of(
          "phone",
          "text",
          "delivery_id",
          "level",
          "action",
          "where",
          "what",
          "counts",
          "count",
          "duty",
          "link",
          "warning_id",
          "secret");

  /** What is posted. */
  public sealed interface Body extends Serializable {

    /** Value of the placeholder {@code secret}; none if it is not used. */
    Secret secret();

    /** All that is posted, before its placeholders are filled. */
    String template();

    /** Whether the placeholder stands in it. */
    default boolean holds(String placeholder) {
      return template().contains("${" + placeholder + "}");
    }
  }

  /**
   * A JSON document; placeholders stand inside its strings.
   *
   * @param template the document
   * @param secret value of the placeholder {@code secret}
   */
  public record Json(String template, Secret secret) implements Body {
    private static final long serialVersionUID = 1L;
  }

  /**
   * A form, URL-encoded.
   *
   * @param fields values by name, with placeholders
   * @param secret value of the placeholder {@code secret}
   */
  public record Form(Map<String, String> fields, Secret secret) implements Body {
    private static final long serialVersionUID = 1L;

    /** Copies the map. */
    public Form {
      fields = Map.copyOf(fields);
    }

    @Override
    public String template() {
      return String.join("\n", fields.values());
    }
  }

  /**
   * How the answer says that all went well.
   *
   * @param pointer JSON pointer to a value
   * @param value that value as text
   * @param receiptPointer JSON pointer to the gateway's id of the message; empty if it has none
   * @param busy values at the pointer that mean "try later"
   */
  public record Success(String pointer, String value, String receiptPointer, Set<String> busy)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Copies the set. */
    public Success {
      busy = Set.copyOf(busy);
    }
  }

  /**
   * How long a text may be: 70 UCS-2 characters in one part, 67 in each of several.
   *
   * @param maxParts 1 to 10
   * @param reserved characters that the gateway adds, as the registered signature
   */
  public record Size(int maxParts, int reserved) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The characters that are left for the text. */
    public int units() {
      return (maxParts == 1 ? 70 : 67 * maxParts) - reserved;
    }
  }

  /** Copies the map. */
  public SmsSettings {
    headers = Map.copyOf(headers);
  }

  @Override
  public List<String> faults() {
    Faults faults =
        new Faults()
            .encrypted("endpoint", endpoint)
            .headers(headers)
            .optional("body.secret", body.secret())
            .when(size.maxParts() < 1 || size.maxParts() > 10, "size.max_parts is not 1 to 10")
            .when(size.reserved() < 0 || size.units() < 10, "size.reserved leaves no room")
            .when(isNoPointer(success.pointer()), "success.pointer is no JSON pointer")
            .when(
                isNoPointer(success.receiptPointer()), "success.receipt_pointer is no JSON pointer")
            .when(success.pointer().isEmpty(), "success.pointer is missing")
            .limits(limits);
    if (body instanceof Json json) {
      faults.when(isNoJson(json.template()), "body is no JSON");
    }
    placeholders(faults, body.template());
    return faults.found();
  }

  private static void placeholders(Faults faults, String template) {
    Matcher matcher = PLACEHOLDER.matcher(template);
    boolean hasPhone = false;
    while (matcher.find()) {
      String name = matcher.group(1);
      hasPhone |= name.equals("phone");
      faults.when(!PLACEHOLDERS.contains(name), "body: there is no placeholder ${" + name + "}");
    }
    faults.when(!hasPhone, "body: ${phone} is missing");
  }

  private static boolean isNoPointer(String pointer) {
    try {
      JsonPointer.compile(pointer);
      return false;
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  private static boolean isNoJson(String template) {
    try {
      return !MAPPER.readTree(template).isContainerNode();
    } catch (JsonProcessingException e) {
      return true;
    }
  }
}
