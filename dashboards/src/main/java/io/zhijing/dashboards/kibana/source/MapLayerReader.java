package io.zhijing.dashboards.kibana.source;

import io.zhijing.dashboards.kibana.source.MapLayer.Join;
import io.zhijing.dashboards.kibana.source.MapLayer.Paint;
import io.zhijing.dashboards.kibana.source.MapLayer.Shapes;
import io.zhijing.dashboards.kibana.source.MapLayer.Stop;
import io.zhijing.dashboards.kibana.source.MapLayer.Zoom;
import java.util.List;
import java.util.Set;

/** Reads the layers of a map. */
final class MapLayerReader {
  private static final int MOST_ZOOM = 24;

  private MapLayerReader() {}

  static MapLayer read(Yaml yaml) {
    yaml.allow(Set.of("label", "view", "where", "code", "name", "zoom", "joins", "paint"));
    List<Integer> zoom = yaml.numbers("zoom");
    return new MapLayer(
        yaml.words("label"),
        new Shapes(PanelReader.data(yaml), yaml.needed("code"), yaml.needed("name")),
        zoom.size() == 2 ? new Zoom(zoom.get(0), zoom.get(1)) : new Zoom(0, MOST_ZOOM),
        yaml.each("joins").stream().map(MapLayerReader::join).toList(),
        paint(yaml.at("paint")));
  }

  private static Join join(Yaml yaml) {
    yaml.allow(Set.of("id", "view", "where", "by", "timed", "values"));
    return new Join(
        yaml.needed("id"),
        PanelReader.data(yaml),
        yaml.needed("by"),
        yaml.flag("timed"),
        yaml.texts("values"));
  }

  private static Paint paint(Yaml yaml) {
    yaml.allow(Set.of("join", "value", "stops"));
    List<Stop> stops =
        yaml.each("stops").stream()
            .map(
                each -> {
                  each.allow(Set.of("from", "color"));
                  return new Stop(each.number("from", 0), each.needed("color"));
                })
            .toList();
    if (stops.isEmpty()) {
      yaml.fault("a layer needs a colour");
    }
    return new Paint(yaml.text("join"), yaml.text("value"), stops);
  }
}
