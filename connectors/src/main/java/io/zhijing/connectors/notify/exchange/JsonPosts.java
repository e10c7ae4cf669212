package io.zhijing.connectors.notify.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.notify.DeliveryId;
import java.net.URI;
import java.util.Map;

/** Requests with a JSON body; every one names its delivery in {@code X-Zhijing-Delivery-Id}. */
public final class JsonPosts {

  /** The header by which a receiver recognises a repeat. */
  public static final String DELIVERY_ID = "X-Zhijing-Delivery-Id";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonPosts() {}

  /** A request to post a document. */
  public static HttpPost.Request request(URI uri, DeliveryId id, JsonNode body) {
    return new HttpPost.Request(
        uri,
        Map.of("Content-Type", "application/json; charset=utf-8", DELIVERY_ID, id.text()),
        bytes(body));
  }

  /** A document as UTF-8. */
  public static byte[] bytes(JsonNode document) {
    try {
      return MAPPER.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }
}
