package io.zhijing.dashboards.kibana.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Maps: what colours them is brought by a join, and nothing comes from the internet. */
final class MapCheck {
  private final Faults faults;

  MapCheck(Faults faults) {
    this.faults = faults;
  }

  void check(String place, JsonNode attributes) {
    for (String text : new String[] {"mapStateJSON", "uiStateJSON"}) {
      Parsed.read(attributes.path(text), false, place + " " + text, faults);
    }
    JsonNode layers =
        Parsed.read(attributes.path("layerListJSON"), true, place + " layerListJSON", new Faults());
    for (JsonNode layer : layers) {
      layer(place + " layer " + layer.path("id").asText(), layer);
    }
  }

  private void layer(String place, JsonNode layer) {
    boolean isOwn =
        layer.path("type").asText().equals("GEOJSON_VECTOR")
            && layer.at("/sourceDescriptor/type").asText().equals("ES_SEARCH");
    if (!isOwn) {
      faults.add(
          FaultKind.MAP_ONLINE,
          place,
          "is not drawn from our own documents: " + layer.path("type"));
    }
    Set<String> numbers = new HashSet<>();
    for (JsonNode join : layer.path("joins")) {
      numbers.addAll(numbers(join.path("right")));
    }
    JsonNode fill = layer.at("/style/properties/fillColor/options");
    JsonNode field = fill.path("field");
    if (field.path("origin").asText().equals("join")
        && !numbers.contains(field.path("name").asText())) {
      faults.add(
          FaultKind.MAP_JOIN, place, field.path("name").asText() + " is not among " + numbers);
    }
    double before = Double.NEGATIVE_INFINITY;
    for (JsonNode stop : fill.path("customColorRamp")) {
      if (stop.path("stop").asDouble() <= before) {
        faults.add(FaultKind.PALETTE, place, "the colours do not rise");
      }
      before = stop.path("stop").asDouble();
    }
  }

  /** As Kibana names what a join brings. */
  private static Set<String> numbers(JsonNode right) {
    Set<String> names = new HashSet<>();
    String id = right.path("id").asText();
    for (JsonNode metric : right.path("metrics")) {
      String type = metric.path("type").asText();
      String field = metric.path("field").asText();
      names.add("__kbnjoin__" + (field.isEmpty() ? type : type + "_of_" + field) + "__" + id);
    }
    return names;
  }
}
