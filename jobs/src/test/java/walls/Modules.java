package walls;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;

/** Which module may use which. */
record Modules(String root) {

  ArchRule lookDown() {
    return CompositeArchRule.of(not("detection", all("connectors"), all("jobs"), all("dashboards")))
        .and(not("connectors", all("jobs"), all("dashboards")))
        .and(not("dashboards", all("jobs"), "org.apache.flink.."))
        .and(onlyTheCommandLineSeesDashboards())
        .because("detection <- connectors <- jobs, dashboards, which only the command line joins");
  }

  private ArchRule not(String module, String... used) {
    return noClasses()
        .that()
        .resideInAPackage(all(module))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(used)
        .allowEmptyShould(true);
  }

  private ArchRule onlyTheCommandLineSeesDashboards() {
    return noClasses()
        .that()
        .resideInAPackage(all("jobs"))
        .and()
        .resideOutsideOfPackage(all("jobs.cli"))
        .and(Walls.areNoTests())
        .should()
        .dependOnClassesThat()
        .resideInAPackage(all("dashboards"));
  }

  private String all(String part) {
    return root + "." + part + "..";
  }
}
