package io.zhijing.dashboards.console.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.dashboards.console.access.Viewer;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What keeps counts from being shown unmasked, and answers from being given to just anybody. */
class MaskingGuardTest {
  /** Numbers of whole streams, which are wider than anything masked, and of input records. */
  private static final Set<String> WHOLE_STREAMS =
      Set.of(
          "SituationQueries$Week.observed",
          "SituationQueries$Tally.failures",
          "SituationQueries$Tally.reports",
          "FlowQueries$Corrections.reports");

  /** A firm's trace leaves complaints out altogether where they would have to be masked. */
  private static final Set<String> WITHOUT_COMPLAINTS =
      Set.of(
          "TraceQueries$Trace.reports",
          "TraceQueries$Place.reports",
          "TraceQueries$Place.failures",
          "TraceQueries$Firm.reports",
          "TraceQueries$Goods.reports",
          "TraceQueries$Goods.failures");

  private static final Set<String> COUNTING =
      Set.of("observed", "failures", "reports", "count", "counted");

  private static List<Class<?>> classes() throws Exception {
    List<Class<?>> classes = new ArrayList<>();
    Path folder =
        Path.of(Count.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve(Count.class.getPackageName().replace('.', '/'));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        String name = file.getFileName().toString().replace(".class", "");
        if (!name.equals("package-info")) {
          classes.add(Class.forName(Count.class.getPackageName() + "." + name));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return classes;
  }

  @Test
  void everyCountInAnAnswerIsOneThatCanBeMasked() throws Exception {
    List<String> bare = new ArrayList<>();
    for (Class<?> type : classes()) {
      if (!type.isRecord() || !Modifier.isPublic(type.getModifiers())) {
        continue;
      }
      for (RecordComponent component : type.getRecordComponents()) {
        boolean isNumber = component.getType() == long.class || component.getType() == int.class;
        String name =
            type.getName().substring(type.getName().lastIndexOf('.') + 1)
                + "."
                + component.getName();
        if (isNumber && COUNTING.contains(component.getName())) {
          bare.add(name);
        }
      }
    }
    List<String> allowed = new ArrayList<>(WHOLE_STREAMS);
    allowed.addAll(WITHOUT_COMPLAINTS);
    assertThat(bare).containsExactlyInAnyOrderElementsOf(allowed);
  }

  @Test
  void onlyThisPackageMakesCounts() {
    assertThat(Count.class.getConstructors()).isEmpty();
    assertThat(Count.class.getMethods())
        .filteredOn(method -> Modifier.isStatic(method.getModifiers()))
        .isEmpty();
  }

  @Test
  void everyQuestionSaysWhoAsks() throws Exception {
    int questions = 0;
    for (Class<?> type : classes()) {
      if (!type.getSimpleName().endsWith("Queries") || type.isRecord()) {
        continue;
      }
      for (Method method : type.getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()) {
          boolean isAboutItself = method.getName().equals("isComplete");
          assertThat(isAboutItself || method.getParameterTypes()[0] == Viewer.class)
              .as(type.getSimpleName() + "." + method.getName())
              .isTrue();
          questions++;
        }
      }
    }
    assertThat(questions).isGreaterThan(20);
  }
}
