package io.zhijing.detection.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.model.Tree;
import io.zhijing.detection.model.Tree.Node;
import io.zhijing.detection.rules.Routing.Kind;
import io.zhijing.detection.rules.Routing.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutingTest {
  private static final Lattice LATTICE =
      new Lattice(
          Map.of(
              Dimension.REGION, taxonomy("r", "north"),
              Dimension.PRODUCER, taxonomy("p", "south"),
              Dimension.SECTOR, taxonomy("s", "food", "milk"),
              Dimension.HAZARD, taxonomy("h", "pesticide")),
          List.of());
  private static final Routing ROUTING =
      new Routing(
          List.of(
              new Route(Kind.ANY, "", "quality", List.of()),
              new Route(Kind.STREAM, "complaint", "commerce", List.of("quality")),
              new Route(Kind.SECTOR, "food", "food", List.of()),
              new Route(Kind.SECTOR, "milk", "dairy", List.of("food")),
              new Route(Kind.HAZARD, "pesticide", "agriculture", List.of("dairy"))));

  /** Each node is the child of the one before. */
  private static Taxonomy taxonomy(String root, String... chain) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(new Node(root, root, root, ""));
    nodes.add(new Node("unknown", "unknown", "unknown", root));
    String parent = root;
    for (String node : chain) {
      nodes.add(new Node(node, node, node, parent));
      parent = node;
    }
    return Taxonomy.closed(Tree.of(nodes), Map.of());
  }

  private static Routing.Assigned assign(String stratum) {
    return ROUTING.assign(Stratum.parse(stratum), LATTICE);
  }

  @Test
  void theNearestSectorLeadsThenTheHazardThenTheStream() {
    assertThat(assign("inspection;sector=milk").lead()).isEqualTo("dairy");
    assertThat(assign("inspection;sector=food").lead()).isEqualTo("food");
    assertThat(assign("complaint;hazard=pesticide").lead()).isEqualTo("agriculture");
    assertThat(assign("complaint").lead()).isEqualTo("commerce");
    assertThat(assign("inspection").lead()).isEqualTo("quality");
  }

  @Test
  void whoHasTheHazardForItsTaskHelpsAndTheLeadDoesNotHelpItself() {
    assertThat(assign("inspection;sector=milk;hazard=pesticide").helping())
        .containsExactly("food", "agriculture");
    assertThat(assign("complaint").helping()).containsExactly("quality");
  }

  @Test
  void goodsSoldOnlineAreDealtWithWhereTheyAreMade() {
    Routing.Assigned online = assign("ecommerce;region=north;producer=south");
    assertThat(online.place()).isEqualTo("south");
    assertThat(online.notice()).isEqualTo("north");
    Routing.Assigned onTheSpot = assign("inspection;region=north;producer=south");
    assertThat(onTheSpot.place()).isEqualTo("north");
    assertThat(onTheSpot.notice()).isEmpty();
    assertThat(assign("inspection;producer=south").place()).isEqualTo("south");
  }

  @Test
  void aRoutingThatLeavesSomethingToNobodyIsAFault() {
    Routing none = new Routing(List.of(new Route(Kind.SECTOR, "food", "", List.of())));
    assertThat(none.faults()).hasSize(2);
    assertThatThrownBy(() -> none.assign(Stratum.parse("inspection"), LATTICE))
        .isInstanceOf(IllegalStateException.class);
  }
}
