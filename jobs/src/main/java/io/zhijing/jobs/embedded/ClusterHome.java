package io.zhijing.jobs.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder of a cluster and its ports: Flink's configuration, ZooKeeper's, logs of bounded size,
 * checkpoints.
 */
record ClusterHome(Path folder, int restPort, int rpcPort, int zooKeeperPort) {
  private static final String LOGGING = "flink-log4j2.xml";

  static ClusterHome create(Path folder, Ports ports, EmbeddedCluster.Size size) {
    ClusterHome home =
        new ClusterHome(
            folder, ports.usualOrFree(EmbeddedFlink.USUAL_PORT), ports.free(), ports.free());
    try {
      for (String name : List.of("conf", "checkpoints", "savepoints", "ha", "tmp", "zookeeper")) {
        Files.createDirectory(folder.resolve(name));
      }
      Files.writeString(home.conf().resolve("config.yaml"), home.flink(size));
      Files.writeString(home.zooKeeperFile(), home.zooKeeper());
      try (InputStream in = ClusterHome.class.getResourceAsStream(LOGGING)) {
        Files.copy(in, home.logging());
      }
    } catch (IOException e) {
      throw new ServerFailedException("cannot prepare a cluster in " + folder, e);
    }
    return home;
  }

  Path conf() {
    return folder.resolve("conf");
  }

  Path checkpoints() {
    return folder.resolve("checkpoints");
  }

  Path savepoints() {
    return folder.resolve("savepoints");
  }

  Path zooKeeperFile() {
    return conf().resolve("zoo.cfg");
  }

  Path logging() {
    return conf().resolve("log4j2.xml");
  }

  /** Every memory part of a worker is stated, since no script computes it. */
  private String flink(EmbeddedCluster.Size size) {
    return """
        jobmanager.rpc.address: 127.0.0.1
        jobmanager.rpc.port: %2$d
        jobmanager.bind-host: 127.0.0.1
        rest.address: 127.0.0.1
        rest.bind-address: 127.0.0.1
        rest.port: %1$d
        rest.bind-port: "%1$d"
        taskmanager.host: 127.0.0.1
        taskmanager.bind-host: 127.0.0.1
        taskmanager.numberOfTaskSlots: %5$d
        taskmanager.cpu.cores: 1.0
        taskmanager.memory.framework.heap.size: 128m
        taskmanager.memory.framework.off-heap.size: 128m
        taskmanager.memory.task.heap.size: 512m
        taskmanager.memory.task.off-heap.size: 64m
        taskmanager.memory.managed.size: 64m
        taskmanager.memory.network.min: 96m
        taskmanager.memory.network.max: 96m
        taskmanager.memory.jvm-metaspace.size: 256m
        taskmanager.memory.jvm-overhead.min: 192m
        taskmanager.memory.jvm-overhead.max: 192m
        parallelism.default: 2
        cluster.evenly-spread-out-slots: true
        heartbeat.interval: 1 s
        heartbeat.timeout: 20 s
        high-availability.type: zookeeper
        high-availability.zookeeper.quorum: 127.0.0.1:%3$d
        high-availability.storageDir: %4$s/ha
        high-availability.cluster-id: /zhijing
        execution.checkpointing.storage: filesystem
        execution.checkpointing.dir: %4$s/checkpoints
        execution.checkpointing.savepoint-dir: %4$s/savepoints
        execution.checkpointing.interval: 1 s
        execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
        execution.checkpointing.num-retained: 2
        io.tmp.dirs: %6$s
        """
        .formatted(
            restPort,
            rpcPort,
            zooKeeperPort,
            folder.toUri().toString().replaceAll("/$", ""),
            size.slots(),
            folder.resolve("tmp"));
  }

  private String zooKeeper() {
    return """
        tickTime=2000
        initLimit=10
        syncLimit=5
        dataDir=%s
        clientPort=%d
        clientPortAddress=127.0.0.1
        admin.enableServer=false
        autopurge.purgeInterval=1
        autopurge.snapRetainCount=3
        """
        .formatted(folder.resolve("zookeeper"), zooKeeperPort);
  }
}
