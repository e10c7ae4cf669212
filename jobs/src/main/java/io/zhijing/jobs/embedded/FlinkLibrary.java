package io.zhijing.jobs.embedded;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Flink's distribution holds, out of this JVM's class path: a cluster that ran on all of it
 * would hide what the job jar lacks.
 */
final class FlinkLibrary {
  private static final Pattern OURS_TO_BRING =
      Pattern.compile("flink-(connector-(kafka|base)|test-|table-|statebackend-ch|dstl).*");
  private static final Pattern FLINKS =
      Pattern.compile(
          "(flink-|kryo-|reflectasm-|objenesis-|minlog-|javassist-|async-profiler-|frocksdbjni-"
              + "|commons-(lang3|text|collections|compress|io|cli|math3)-|snakeyaml-engine-"
              + "|snappy-java-|lz4-java-|jsr305-|slf4j-api-|log4j-).*\\.jar");

  private FlinkLibrary() {}

  /** The class path of Flink's processes. */
  static String classPath() {
    return Arrays.stream(ClassPath.current().split(File.pathSeparator, -1))
        .flatMap(FlinkLibrary::jars)
        .filter(FlinkLibrary::isFlinks)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Whether a jar is part of Flink's distribution. */
  static boolean isFlinks(String jar) {
    String name = Path.of(jar).getFileName().toString();
    return FLINKS.matcher(name).matches()
        && !OURS_TO_BRING.matcher(name).matches()
        && !name.endsWith("-tests.jar");
  }

  /** Java expands a star itself, and then shows it expanded; a script's star may be left. */
  private static Stream<String> jars(String entry) {
    if (!entry.endsWith("*")) {
      return Stream.of(entry);
    }
    String[] names = new File(entry.substring(0, entry.length() - 1)).list();
    return names == null
        ? Stream.empty()
        : Arrays.stream(names).map(name -> entry.substring(0, entry.length() - 1) + name);
  }
}
