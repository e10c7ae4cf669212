package walls;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.Function;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * The walls of the house as rules over all classes below a root package, so that the same rules
 * hold the project and are shown to fail on planted violations.
 */
final class Walls {
  private static final List<String> STAGES =
      List.of(
          """
          decode deidentify reconcile mix aggregate detect assess contributions warn ledger"""
              .split(" "));
  private static final Set<String> CLOCKS =
      Set.of(
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.ZoneId.systemDefault",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.Math.random",
          "java.util.concurrent.ThreadLocalRandom.current",
          "java.util.UUID.randomUUID");

  private final String root;

  Walls(String root) {
    this.root = root;
  }

  private String all(String part) {
    return root + "." + part + "..";
  }

  private String[] all(Stream<String> parts) {
    return parts.map(this::all).toArray(String[]::new);
  }

  /** Every rule by name. */
  Map<String, ArchRule> rules() {
    Map<String, ArchRule> rules = new LinkedHashMap<>();
    rules.put("detection is pure", detectionIsPure());
    rules.put("detection's packages look down only", detectionLooksDown());
    rules.put("modules look down only", new Modules(root).lookDown());
    rules.put("Kibana's dashboards are text", new Dashboards(root).kibanaIsText());
    rules.put("the console writes no documents", new ConsoleWalls(root).writesNoDocuments());
    rules.put("the console's answers know no HTTP", new ConsoleWalls(root).answersKnowNoHttp());
    rules.put("the console's pages ask its services", new ConsoleWalls(root).pagesAskTheServices());
    rules.put("connectors are independent", connectorsAreIndependent());
    rules.put("channels are independent", channelsAreIndependent());
    rules.put("Flink stays in its connectors", flinkStaysInItsConnectors());
    rules.put("stages never import one another", stagesAreIndependent());
    rules.put("stages know no connectors", stagesKnowNoConnectors());
    rules.put("raw reports end at de-identification", rawReportsEnd());
    rules.put(
        "only the command line opens what is sealed",
        new SecretWalls(root).onlyTheCommandLineOpens());
    rules.put("no clock and no chance below the wiring", noClock());
    rules.put("nobody sees the command line", nobodySeesCli());
    rules.put("functions are final and named so", functionsAreFinal());
    rules.put("state is private and transient", stateIsPrivate());
    rules.put("descriptors are made in one place", descriptorsInOnePlace());
    rules.put("no cycles", noCycles());
    rules.put("no junk drawers", noJunkDrawers());
    rules.put("only the command line prints", onlyCliPrints());
    rules.put("unit tests are fast", unitTestsAreFast());
    rules.put("one test vocabulary", oneTestVocabulary());
    return rules;
  }

  private ArchRule detectionIsPure() {
    return classes()
        .that()
        .resideInAPackage(all("detection"))
        .and(areNoTests())
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    all("detection"),
                    "java.lang..",
                    "java.util",
                    "java.util.function",
                    "java.util.stream",
                    "java.util.regex",
                    "java.util.concurrent",
                    "java.time..",
                    "java.text..",
                    "java.math..",
                    "org.apache.commons.numbers..",
                    "org.apache.commons.statistics..")
                .or(
                    DescribedPredicate.equalTo(java.io.Serializable.class.getName())
                        .onResultOf(JavaClass::getName))
                .or(
                    describe(
                        "arrays of plain values",
                        type -> type.getBaseComponentType().isPrimitive())))
        .because("statistics that touch files, clocks or frameworks cannot be held to references");
  }

  private ArchRule detectionLooksDown() {
    List<ArchRule> rules = new ArrayList<>();
    Places.DETECTION.forEach(
        (name, allowed) -> {
          String[] forbidden =
              all(
                  Places.DETECTION.keySet().stream()
                      .filter(other -> !other.equals(name) && !allowed.contains(other))
                      .map(other -> "detection." + other));
          rules.add(
              noClasses()
                  .that()
                  .resideInAPackage(all("detection." + name))
                  .and(areNoTests())
                  .should()
                  .dependOnClassesThat()
                  .resideInAnyPackage(forbidden)
                  .allowEmptyShould(true));
        });
    return CompositeArchRule.of(rules).because("each package of detection has its place");
  }

  private ArchRule connectorsAreIndependent() {
    List<String> siblings = List.of("wire", "kafka", "elasticsearch", "file", "notify");
    return strangers("connectors.", siblings, "wire").because("each connector speaks one protocol");
  }

  private ArchRule channelsAreIndependent() {
    return strangers("connectors.notify.", Places.CHANNELS, "")
        .because("a channel knows the port and what all share, never another channel");
  }

  /** Siblings that do not know one another, but for one that all may know. */
  private ArchRule strangers(String parent, List<String> siblings, String known) {
    List<ArchRule> rules = new ArrayList<>();
    for (String sibling : siblings) {
      String[] forbidden =
          all(
              siblings.stream()
                  .filter(other -> !other.equals(sibling) && !other.equals(known))
                  .map(other -> parent + other));
      rules.add(
          noClasses()
              .that()
              .resideInAPackage(all(parent + sibling))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(forbidden)
              .allowEmptyShould(true));
    }
    return CompositeArchRule.of(rules);
  }

  private ArchRule flinkStaysInItsConnectors() {
    return noClasses()
        .that()
        .resideInAPackage(all("connectors"))
        .and()
        .resideOutsideOfPackages(all("connectors.kafka"), all("connectors.elasticsearch.sink"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.flink..")
        .because("console and command line use the connectors without Flink");
  }

  private ArchRule stagesAreIndependent() {
    List<ArchRule> rules = new ArrayList<>();
    for (String stage : STAGES) {
      String[] others =
          all(STAGES.stream().filter(each -> !each.equals(stage)).map(each -> "jobs." + each));
      rules.add(
          noClasses()
              .that()
              .resideInAPackage(all("jobs." + stage))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(others)
              .allowEmptyShould(true));
    }
    return CompositeArchRule.of(rules).because("stages meet in the pipeline only");
  }

  private ArchRule stagesKnowNoConnectors() {
    DescribedPredicate<JavaClass> wire = resideInAnyPackage(all("connectors.wire"));
    DescribedPredicate<JavaClass> connectors = resideInAnyPackage(all("connectors"));
    return CompositeArchRule.of(
            noClasses()
                .that()
                .resideInAnyPackage(all(STAGES.stream().skip(2).map(each -> "jobs." + each)))
                .and(areNoTests())
                .should()
                .dependOnClassesThat(connectors))
        .and(
            noClasses()
                .that()
                .resideInAnyPackage(all(STAGES.stream().limit(2).map(each -> "jobs." + each)))
                .should()
                .dependOnClassesThat(connectors.and(DescribedPredicate.not(wire)))
                .allowEmptyShould(true))
        .because("the topology is tested without its ends");
  }

  private ArchRule rawReportsEnd() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            all("connectors.wire"),
            all("connectors.file"),
            all("connectors.kafka"),
            all("jobs.decode"),
            all("jobs.deidentify"),
            all("jobs.pipeline"),
            all("jobs.simulation"),
            all("jobs.backtest"),
            all("jobs.seed"),
            all("jobs.chaos"),
            all("jobs.bench"),
            all("jobs.cli"))
        .and(areNoTests())
        .should()
        .dependOnClassesThat(simpleName("RawReport"))
        .because("what is past de-identification must not be able to hold personal fields");
  }

  private ArchRule noClock() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            all("jobs.cli"), all("jobs.embedded"), all("connectors.elasticsearch"))
        .and(areNoTests())
        .should()
        .accessTargetWhere(
            describe(
                "the clock or chance",
                (JavaAccess<?> access) ->
                    CLOCKS.contains(access.getTargetOwner().getFullName() + "." + access.getName())
                        || (access.getTargetOwner().isEquivalentTo(java.util.Random.class)
                            && access.getTarget().getFullName().endsWith("<init>()"))))
        .because("a replay must give the same warnings");
  }

  private ArchRule nobodySeesCli() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(all("jobs.cli"))
        .and(areNoTests())
        .should()
        .dependOnClassesThat(resideInAnyPackage(all("jobs.cli")))
        .because("the command line is the top");
  }

  private ArchRule functionsAreFinal() {
    return classes()
        .that()
        .resideInAPackage(all("jobs"))
        .and()
        .areAssignableTo(Function.class)
        .and(areNoTests())
        .should()
        .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
        .andShould()
        .haveSimpleNameEndingWith("Function")
        .because("a reader tells an operator by its name");
  }

  private ArchRule stateIsPrivate() {
    return fields()
        .that()
        .haveRawType(assignableTo(State.class))
        .should()
        .bePrivate()
        .andShould()
        .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.TRANSIENT)
        .because("state belongs to one operator and is not shipped with it");
  }

  private ArchRule descriptorsInOnePlace() {
    return noClasses()
        .that()
        .resideInAPackage(all("jobs"))
        .and()
        .resideOutsideOfPackage(all("jobs.state"))
        .and(areNoTests())
        .should()
        .callConstructorWhere(
            describe(
                "of a state descriptor",
                call -> call.getTargetOwner().isAssignableTo(StateDescriptor.class)))
        .orShould()
        .callMethodWhere(
            describe(
                "TypeInformation.of",
                call ->
                    call.getTargetOwner().isEquivalentTo(TypeInformation.class)
                        && call.getName().equals("of")))
        .because("there is one place to judge compatibility");
  }

  private ArchRule noCycles() {
    return slices().matching(root + ".(*).(*)..").should().beFreeOfCycles();
  }

  private ArchRule noJunkDrawers() {
    return noClasses()
        .should()
        .resideInAnyPackage("..util..", "..common..", "..helper..", "..impl..")
        .because("they attract everything");
  }

  private ArchRule onlyCliPrints() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(all("jobs.cli"))
        .should()
        .accessTargetWhere(
            describe(
                "the screen",
                (JavaAccess<?> access) ->
                    (access.getTargetOwner().isEquivalentTo(System.class)
                            && Set.of("out", "err").contains(access.getName()))
                        || access.getName().equals("printStackTrace")))
        .because("logs and the command line are where messages belong");
  }

  private ArchRule unitTestsAreFast() {
    return noClasses()
        .that()
        .haveSimpleNameEndingWith("Test")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.apache.flink.runtime.minicluster..", "org.apache.flink.test..")
                .or(simpleName("EmbeddedServers"))
                .or(simpleName("EmbeddedFlink"))
                .or(simpleName("EmbeddedKafka"))
                .or(simpleName("EmbeddedElasticsearch"))
                .or(assignableTo(java.net.Socket.class)))
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .because("*Test is fast and needs no service; *IT may need one");
  }

  private ArchRule oneTestVocabulary() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.hamcrest..", "org.mockito..", "junit..", "org.testng..")
        .orShould()
        .dependOnClassesThat(describe("JUnit 4", type -> type.getName().equals("org.junit.Test")))
        .because("JUnit 5 and AssertJ are enough");
  }

  static DescribedPredicate<JavaClass> areNoTests() {
    return describe(
        "are no tests",
        type ->
            type.getSource()
                .map(source -> !source.getUri().toString().contains("/test-classes/io/"))
                .orElse(true));
  }
}
