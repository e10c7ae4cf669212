package io.zhijing.dashboards.console.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Answers that are written to a file first: what fails on the way is a problem, and not half a
 * table. The folder may be memory of a small container, so the file is packed, and only a few stand
 * there at a time, until the last byte is sent, and one of a reader, so that nobody who reads
 * slowly keeps all places. Thread-safe.
 */
final class Exports {
  private static final int MOST_AT_A_TIME = 2;
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final Duration RETRY = Duration.ofSeconds(10);

  /** Longer than it takes to clear away a file whose last byte its reader has. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Set<String> readers = ConcurrentHashMap.newKeySet();
  private final Semaphore places = new Semaphore(MOST_AT_A_TIME);
  private final Path folder;
  private final Duration patience;

  /** Exports by way of the folder for such files. */
  Exports() {
    this(Path.of(System.getProperty("java.io.tmpdir")), PATIENCE);
  }

  /**
   * Exports by way of a folder.
   *
   * @param patience how long to wait for a place
   */
  Exports(Path folder, Duration patience) {
    this.folder = folder;
    this.patience = patience;
  }

  /** Takes what was written whole. */
  interface Sink {
    /** Takes it. */
    void take(long bytes, InputStream in) throws IOException;
  }

  /**
   * Lets something be written, and gives it on if that went well.
   *
   * @param reader who asks for it
   * @throws ProblemException if too many are on their way, or another of the reader
   */
  void send(String reader, Reply.Writer writer, Sink sink) throws IOException {
    if (!readers.add(reader)) {
      throw ProblemException.later(ProblemKind.TOO_MANY, RETRY);
    }
    try {
      send(writer, sink);
    } finally {
      readers.remove(reader);
    }
  }

  private void send(Reply.Writer writer, Sink sink) throws IOException {
    if (!hasPlace()) {
      throw ProblemException.later(ProblemKind.TOO_MANY, RETRY);
    }
    try {
      Path file = Files.createTempFile(folder, "zhijing-export", ".tmp");
      try {
        long bytes = write(writer, file);
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
          sink.take(bytes, in);
        }
      } finally {
        Files.deleteIfExists(file);
      }
    } finally {
      places.release();
    }
  }

  private boolean hasPlace() {
    try {
      return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static long write(Reply.Writer writer, Path file) throws IOException {
    try (Counted out =
        new Counted(new GZIPOutputStream(Files.newOutputStream(file), BUFFER_BYTES))) {
      writer.write(out);
      return out.bytes;
    }
  }

  /** Counts what goes through. */
  private static final class Counted extends OutputStream {
    private final OutputStream out;
    private long bytes;

    Counted(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int one) throws IOException {
      out.write(one);
      bytes++;
    }

    @Override
    public void write(byte[] some, int from, int length) throws IOException {
      out.write(some, from, length);
      bytes += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
