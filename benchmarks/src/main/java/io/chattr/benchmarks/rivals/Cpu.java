package io.chattr.benchmarks.rivals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much of the processors some processes have used so far, in hundredths of a second. */
record Cpu(long server, long clients, long machine) {
  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int IDLE = 4;
  private static final int WAITING = 5;
  private static final int OF_GUESTS = 9;

  static Cpu now(long server) throws IOException {
    return new Cpu(of(server), of(ProcessHandle.current().pid()), ofMachine());
  }

  Cpu since(Cpu before) {
    return new Cpu(server - before.server, clients - before.clients, machine - before.machine);
  }

  Cpu plus(Cpu other) {
    return new Cpu(server + other.server, clients + other.clients, machine + other.machine);
  }

  private static long of(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
    // The command's name, in brackets, may hold blanks.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
  }

  /** All but what was idle; what guests use is in the users' part already. */
  private static long ofMachine() throws IOException {
    String line = Files.readAllLines(Path.of("/proc/stat")).get(0);
    String[] fields = line.trim().split(" +", -1);
    long busy = 0;
    for (int i = 1; i < fields.length && i < OF_GUESTS; i++) {
      if (i != IDLE && i != WAITING) {
        busy += Long.parseLong(fields[i]);
      }
    }
    return busy;
  }
}
