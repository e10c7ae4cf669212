package io.zhijing.dashboards.console.query;

import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.detection.model.Coded;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.model.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The authority's own words: taxonomies, departments, products, its map. Thread-safe. */
public final class CatalogueQueries {
  private static final String MAP = "regions.geojson";

  private final Stored stored;

  /** Words of the pack. */
  public CatalogueQueries(Stored stored) {
    this.stored = stored;
  }

  /**
   * A taxonomy.
   *
   * @param dimension its code
   * @param open whether there are leaves that it does not list
   * @param root code of the node that means "any"
   * @param nodes parents before children
   */
  public record TaxonomyView(String dimension, boolean open, String root, List<Node> nodes) {}

  /**
   * A node of a tree.
   *
   * @param code stable
   * @param nameEn in English
   * @param nameZh in Chinese
   * @param parent code of the node above; empty for the root
   * @param depth steps from the root
   */
  public record Node(String code, String nameEn, String nameZh, String parent, int depth) {}

  /**
   * A department.
   *
   * @param code stable
   * @param nameEn in English
   * @param nameZh in Chinese
   * @param hotline its telephone number
   * @param hazards that are its task
   */
  public record DepartmentView(
      String code, String nameEn, String nameZh, Optional<String> hotline, List<String> hazards) {}

  /**
   * The pack.
   *
   * @param dimensions codes of those that have a taxonomy
   * @param departments who is responsible
   * @param facets what is counted together
   * @param hasMap whether there is a map of the regions
   */
  public record Catalogue(
      List<String> dimensions,
      List<DepartmentView> departments,
      List<FacetView> facets,
      boolean hasMap) {}

  /**
   * What is counted together.
   *
   * @param id its name
   * @param dimensions codes
   */
  public record FacetView(String id, List<String> dimensions) {}

  /** What the pack has. */
  public Catalogue catalogue(Viewer viewer) {
    stored.access().require(viewer, Action.READ_AGGREGATES);
    return new Catalogue(
        Arrays.stream(Dimension.values())
            .filter(each -> stored.pack().taxonomies().containsKey(each))
            .map(Coded::code)
            .toList(),
        stored.pack().departments().stream()
            .map(
                each ->
                    new DepartmentView(
                        each.code(),
                        each.nameEn(),
                        each.nameZh(),
                        Optional.of(each.hotline()).filter(text -> !text.isEmpty()),
                        each.hazards()))
            .toList(),
        stored.pack().facets().stream()
            .map(
                each ->
                    new FacetView(each.id(), each.dimensions().stream().map(Coded::code).toList()))
            .toList(),
        map().isPresent());
  }

  /**
   * The tree of a dimension.
   *
   * @throws UnknownException if the pack has none
   */
  public TaxonomyView taxonomy(Viewer viewer, Dimension dimension) {
    stored.access().require(viewer, Action.READ_AGGREGATES);
    Taxonomy taxonomy = stored.pack().taxonomies().get(dimension);
    if (taxonomy == null) {
      throw new UnknownException("taxonomy");
    }
    Tree tree = taxonomy.tree();
    return new TaxonomyView(
        dimension.code(),
        taxonomy.contains(tree.root().code() + "/x"),
        tree.root().code(),
        tree.nodes().stream()
            .map(
                each ->
                    new Node(
                        each.code(),
                        each.nameEn(),
                        each.nameZh(),
                        each.parent(),
                        tree.depth(each.code())))
            .sorted(Comparator.comparingInt(Node::depth).thenComparing(Node::code))
            .toList());
  }

  /**
   * The map of the regions, GeoJSON.
   *
   * @throws UnknownException if the pack has none
   */
  public byte[] map(Viewer viewer) {
    stored.access().require(viewer, Action.READ_AGGREGATES);
    return map().orElseThrow(() -> new UnknownException("map"));
  }

  private Optional<byte[]> map() {
    try (InputStream in = stored.pack().files().open(MAP)) {
      return Optional.of(in.readAllBytes());
    } catch (IOException e) {
      return Optional.empty(); // a pack need not have one
    }
  }
}
