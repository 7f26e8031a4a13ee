package io.chattr.benchmarks.rivals;

import io.chattr.benchmarks.server.Footprint;
import java.io.IOException;
import java.util.List;

/** A server in a process of its own. */
interface Rival extends AutoCloseable {
  String name();

  int port();

  long pid();

  /** People in {@code groups} of {@code size}, who have not connected yet. */
  List<Circle> enrol(int groups, int size) throws Exception;

  /** Who may connect, and is in no group. */
  List<String> strangers(int count) throws Exception;

  /** What a client shows that has been there before. */
  String returning(String auth, String admission, String offset);

  /** What it holds once its garbage is gone. */
  Footprint weigh(int connections) throws IOException, InterruptedException;

  @Override
  void close();

  /**
   * A group.
   *
   * @param id to be named by messages to it
   * @param keeper what somebody shows who is in all groups
   * @param members what the others show
   */
  record Circle(String id, String keeper, List<String> members) {}
}
