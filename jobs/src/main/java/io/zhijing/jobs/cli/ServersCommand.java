package io.zhijing.jobs.cli;

import io.zhijing.jobs.embedded.EmbeddedServers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A Kafka and an Elasticsearch of this machine, for trying things out, until it is stopped. */
@Command(
    name = "servers",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Start a Kafka and an Elasticsearch on this machine, for trying things out.")
public final class ServersCommand implements Callable<Integer> {
  private final Messages messages;

  @Spec private CommandSpec spec;

  @Option(
      names = "--addresses",
      paramLabel = "FILE",
      descriptionKey = "servers.option.addresses",
      description = "File to write the addresses into, to be read by a shell.")
  private Path addresses;

  /** Speaks the language of the locale. */
  public ServersCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (EmbeddedServers servers =
        EmbeddedServers.start(EmbeddedServers.Settings.usual(), line -> out.println("  " + line))) {
      String elasticsearch = servers.elasticsearchUri().toString();
      if (addresses != null) {
        write("KAFKA=" + servers.bootstrapServers() + "\nELASTICSEARCH=" + elasticsearch + "\n");
      }
      out.println(
          messages.text("servers.ready", List.of(servers.bootstrapServers(), elasticsearch)));
      new CountDownLatch(1).await();
      return 0;
    }
  }

  /** At once, so that whoever waits for the file never reads half of it. */
  private void write(String text) throws IOException {
    Path whole =
        Files.writeString(addresses.resolveSibling(addresses.getFileName() + ".part"), text);
    Files.move(whole, addresses, StandardCopyOption.ATOMIC_MOVE);
  }
}
