package walls;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;

/** Who may read what is sealed. */
final class SecretWalls {
  private final String root;

  SecretWalls(String root) {
    this.root = root;
  }

  /** The job seals with a public key; it must not come to open as well. */
  ArchRule onlyTheCommandLineOpens() {
    String sealing = root + ".connectors.wire.sealed..";
    return noClasses()
        .that()
        .resideOutsideOfPackages(root + ".jobs.cli..", sealing)
        .and(Walls.areNoTests())
        .should()
        .dependOnClassesThat(resideInAnyPackage(sealing).and(simpleName("Opener")))
        .because("whoever runs the job must not be able to read what it could not use");
  }
}
