package io.zhijing.jobs.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** What can be asked of the machine before anything is started on it. */
public interface Machine {

  /** The Java feature version, such as 17. */
  int javaVersion();

  /** Whether this Java can compile, that is, is a JDK. */
  boolean hasCompiler();

  /** Where a program is found on the search path. */
  Optional<Path> program(String name);

  /** Whether we are root, for whom Elasticsearch needs another user. */
  boolean isRoot();

  /** The temporary directory. */
  Path temporary();

  /** Whether files can be made there. */
  boolean isWritable(Path folder);

  /** Space left there. */
  long freeDiskBytes(Path folder);

  /** Memory that programs could still have. */
  long freeMemoryBytes();

  /** Whether nobody listens on this port. */
  boolean isFree(int port);

  /** Whether somebody accepts connections there. */
  boolean accepts(String host, int port);

  /** Whether an HTTP server answers there, with whatever status. */
  boolean answers(URI address);

  /** The machine that we run on. */
  static Machine current() {
    return new ThisMachine();
  }
}
