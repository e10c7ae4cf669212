package walls;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;
import java.util.Map;

/** Who in the dashboards may know whom. */
record Dashboards(String root) {
  /** Packages of Kibana's dashboards, each with those that it must not know. */
  private static final Map<String, List<String>> FORBIDDEN =
      Map.of(
          "formula", List.of("kql", "objects", "source", "generate", "check", "client"),
          "kql", List.of("formula", "objects", "source", "generate", "check", "client"),
          "objects", List.of("formula", "kql", "source", "generate", "check", "client"),
          "source", List.of("objects", "generate", "check", "client"),
          "generate", List.of("check", "client"),
          "check", List.of("source", "client"));

  ArchRule kibanaIsText() {
    CompositeArchRule rule =
        CompositeArchRule.of(
            noClasses()
                .that()
                .resideInAPackage(kibana("") + ".")
                .and()
                .resideOutsideOfPackage(kibana(".client"))
                .and(Walls.areNoTests())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "org.elasticsearch.."));
    for (Map.Entry<String, List<String>> each : FORBIDDEN.entrySet()) {
      rule =
          rule.and(
              noClasses()
                  .that()
                  .resideInAPackage(kibana("." + each.getKey()))
                  .and(Walls.areNoTests())
                  .should()
                  .dependOnClassesThat()
                  .resideInAnyPackage(
                      each.getValue().stream()
                          .map(other -> kibana("." + other))
                          .toArray(String[]::new))
                  .allowEmptyShould(true));
    }
    return rule.because("what is sent to Kibana is made and judged without asking anybody");
  }

  private String kibana(String part) {
    return root + ".dashboards.kibana" + part + (part.isEmpty() ? "." : "");
  }
}
