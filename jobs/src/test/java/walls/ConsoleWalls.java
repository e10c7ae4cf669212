package walls;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;

/** What the console must not be able to do. */
record ConsoleWalls(String root) {

  ArchRule writesNoDocuments() {
    return noClasses()
        .that()
        .resideInAnyPackage(
            all("dashboards.console"),
            all("dashboards.commands"),
            all("dashboards.explain"),
            all("dashboards.report"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            all("connectors.elasticsearch.sink"), "org.elasticsearch..", "co.elastic..")
        .because("a document has one writer: the job, which is told by Kafka");
  }

  ArchRule answersKnowNoHttp() {
    return noClasses()
        .that()
        .resideInAnyPackage(
            all("dashboards.console.query"),
            all("dashboards.console.access"),
            all("dashboards.console.orders"),
            all("dashboards.console.topics"),
            all("dashboards.console.live"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.javalin..",
            "jakarta.servlet..",
            "org.eclipse.jetty..",
            all("dashboards.console.api"))
        .because("pages and programs get the same answers, masked in one place");
  }

  ArchRule pagesAskTheServices() {
    return noClasses()
        .that()
        .resideInAnyPackage(all("dashboards.console.view"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            all("connectors.elasticsearch"),
            all("connectors.kafka"),
            "java.net.http..",
            "org.apache.kafka..")
        .because("what pages show is masked by the queries, and what they order is decided on");
  }

  private String all(String part) {
    return root + "." + part + "..";
  }
}
