package io.zhijing.connectors.elasticsearch.sink;

import java.util.Locale;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** What operators must see of a sink in the log; the field {@code event} in logs as JSON. */
public enum SinkEvent {
  /** Elasticsearch does not take documents: they wait. */
  ELASTICSEARCH_AWAY,
  /** It takes them again. */
  ELASTICSEARCH_BACK,
  /** It refused a dead letter: what that said is lost. */
  DEAD_LETTER_LOST;

  /** The stable code. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  Marker marker() {
    return MarkerFactory.getMarker(code());
  }
}
