package io.zhijing.jobs.embedded;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Asks the operating system. */
final class ThisMachine implements Machine {

  private static final int TIMEOUT_MILLIS = 3000;

  @Override
  public int javaVersion() {
    return Runtime.version().feature();
  }

  @Override
  public boolean hasCompiler() {
    return ToolProvider.getSystemJavaCompiler() != null;
  }

  @Override
  public Optional<Path> program(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public boolean isRoot() {
    return EmbeddedElasticsearch.isRoot();
  }

  @Override
  public Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  @Override
  public boolean isWritable(Path folder) {
    try {
      Files.delete(Files.createTempFile(folder, "zhijing", ".try"));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public long freeDiskBytes(Path folder) {
    return folder.toFile().getUsableSpace();
  }

  @Override
  public long freeMemoryBytes() {
    // The kernel's own estimate counts caches that it would give back; Java's does not.
    try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
      Optional<String> available = lines.filter(l -> l.startsWith("MemAvailable:")).findFirst();
      if (available.isPresent()) {
        return Long.parseLong(available.get().replaceAll("[^0-9]", "")) * 1024;
      }
    } catch (IOException e) {
      return total(); // not a Linux
    }
    return total();
  }

  private static long total() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getTotalMemorySize();
  }

  @Override
  public boolean isFree(int port) {
    return Ports.isFree(port);
  }

  @Override
  public boolean accepts(String host, int port) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host))
          .anyMatch(address -> connects(new InetSocketAddress(address, port)));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean connects(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, TIMEOUT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public boolean answers(URI address) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) address.resolve("/_cluster/health").toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      try {
        return connection.getResponseCode() > 0;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }
}
