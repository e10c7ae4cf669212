package io.zhijing.jobs.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * A child process and everything it starts. Its output goes to a log file. It is ready when the
 * given probe says so, and given up as soon as it exits or its time is over. Stopping means TERM to
 * the whole family, then KILL to whoever is left.
 */
public final class ServerProcess {

  private static final long POLL_MILLIS = 100;
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final int LOG_TAIL_LINES = 15;
  private static final Pattern PORT_TAKEN =
      Pattern.compile("BindException|BindHttpException|Address already in use");

  private final Command command;
  private final Process process;

  /** Kept from the first look on: when a launcher dies first, its child has no visible parent. */
  private final Set<ProcessHandle> family = new LinkedHashSet<>();

  /**
   * What to start.
   *
   * @param name what people call it
   * @param words program and arguments
   * @param environment variables set besides the inherited ones
   * @param folder its working directory
   * @param log where its output is appended
   */
  public record Command(
      String name, List<String> words, Map<String, String> environment, Path folder, Path log) {}

  private ServerProcess(Command command, Process process) {
    this.command = command;
    this.process = process;
  }

  /** Starts it; only {@link Supervisor} calls this, so that no child escapes a shutdown. */
  static ServerProcess start(Command command) {
    ProcessBuilder builder =
        new ProcessBuilder(command.words())
            .directory(command.folder().toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
    builder.environment().putAll(command.environment());
    try {
      return new ServerProcess(command, builder.start());
    } catch (IOException e) {
      throw new ServerFailedException(command.name() + " cannot be started: " + e.getMessage(), e);
    }
  }

  /** Waits until the probe holds. */
  public void awaitReady(Duration patience, BooleanSupplier probe) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      lookAround();
      if (!process.isAlive()) {
        throw failed("ended with exit code " + process.exitValue());
      }
      if (probe.getAsBoolean()) {
        lookAround();
        return;
      }
      if (System.nanoTime() - deadline >= 0) {
        throw failed("is not ready after " + patience.toSeconds() + " s");
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  /** Waits for a process that is meant to end by itself. */
  void awaitSuccess(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw failed("has not ended after " + patience.toSeconds() + " s");
    }
    if (process.exitValue() != 0) {
      throw failed("ended with exit code " + process.exitValue());
    }
  }

  /** The process and all its descendants known so far that are alive. */
  public synchronized List<ProcessHandle> alive() {
    lookAround();
    return family.stream().filter(ProcessHandle::isAlive).toList();
  }

  /** Asks the whole family to end; returns at once. */
  void terminate() {
    alive().forEach(ProcessHandle::destroy);
  }

  /** Ends the whole family and returns when all are gone. Safe to call twice, and from a hook. */
  public void stop() {
    terminate();
    long deadline = System.nanoTime() + GRACE.toNanos();
    boolean interrupted = false;
    Collection<ProcessHandle> left = alive();
    while (!left.isEmpty()) {
      if (System.nanoTime() - deadline >= 0) {
        left.forEach(ProcessHandle::destroyForcibly);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true; // a stop is finished in any case; leaving now would leave processes
      }
      left = alive();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Kills the whole family as {@code kill -9} does, and returns when all are gone. */
  void kill() {
    alive().forEach(ProcessHandle::destroyForcibly);
    stop();
  }

  private synchronized void lookAround() {
    family.add(process.toHandle());
    List.copyOf(family).forEach(member -> member.descendants().forEach(family::add));
  }

  private ServerFailedException failed(String what) {
    List<String> log = log();
    String message =
        command.name()
            + " "
            + what
            + "; its log "
            + command.log()
            + " ends with\n"
            + String.join("\n", log.subList(Math.max(0, log.size() - LOG_TAIL_LINES), log.size()));
    boolean isPortTaken = log.stream().anyMatch(line -> PORT_TAKEN.matcher(line).find());
    return isPortTaken ? new PortTakenException(message) : new ServerFailedException(message);
  }

  private List<String> log() {
    try {
      return new String(Files.readAllBytes(command.log()), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of("(unreadable: " + e.getMessage() + ")");
    }
  }
}
