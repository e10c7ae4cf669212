package io.zhijing.jobs.documents;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Stratum;
import java.util.Collection;
import java.util.List;

/**
 * What a dashboard picks, filters and names documents by. {@code grain} says which dimensions a
 * stratum fixes and {@code *_level} how deep, so that a chart can pick strata that do not contain
 * one another. {@code *_name_*} is a node's own name, to be shown; {@code region_*} and {@code
 * sector_*} hold the names of all nodes that it lies within, to be filtered by.
 */
final class StratumFields {
  private static final String WHOLE_STREAM = "all";
  private static final List<Dimension> FILTERED = List.of(Dimension.REGION, Dimension.SECTOR);
  private static final List<Dimension> NAMED = List.of(Dimension.PRODUCER, Dimension.HAZARD);

  private final NodeNames names;

  StratumFields(NodeNames names) {
    this.names = names;
  }

  /** A document about one stratum and nothing else, begun. */
  DocumentJson beginning(Stratum stratum) {
    DocumentJson json = new DocumentJson().stratum(stratum);
    cell(json, stratum);
    return json;
  }

  /** What a document about one stratum says of it. */
  void cell(DocumentJson json, Stratum stratum) {
    label(json, stratum);
    json.text(
        "grain",
        stratum.nodes().isEmpty() ? WHOLE_STREAM : String.join("-", stratum.dimensionCodes()));
    for (Dimension dimension : FILTERED) {
      String code = stratum.node(dimension);
      json.number(dimension.code() + "_level", names.level(dimension, code));
      own(json, dimension, code.isEmpty() ? names.root(dimension) : code);
      within(json, dimension, codes(code));
    }
    for (Dimension dimension : NAMED) {
      String code = stratum.node(dimension);
      if (!code.isEmpty()) {
        json.number(dimension.code() + "_level", names.level(dimension, code));
        own(json, dimension, code);
      }
    }
  }

  /** What the stratum is called. */
  void label(DocumentJson json, Stratum stratum) {
    json.text("label_en", names.label(stratum, false)).text("label_zh", names.label(stratum, true));
  }

  /** A node's own name. */
  void own(DocumentJson json, Dimension dimension, String code) {
    json.text(dimension.code() + "_name_en", names.name(dimension, code, false))
        .text(dimension.code() + "_name_zh", names.name(dimension, code, true));
  }

  /** The names of all nodes that the nodes lie within; of none, the whole tree. */
  void within(DocumentJson json, Dimension dimension, Collection<String> codes) {
    json.texts(dimension.code() + "_en", names.namesWithin(dimension, codes, false))
        .texts(dimension.code() + "_zh", names.namesWithin(dimension, codes, true));
  }

  private static List<String> codes(String code) {
    return code.isEmpty() ? List.of() : List.of(code);
  }
}
