package io.breakwater.chaos.simulate;
public final class Simulate {
  public static void main(String[] a) {
    long from = Long.parseLong(a[0]); int n = Integer.parseInt(a[1]); boolean faults = !(a.length > 2 && a[2].contains("calm")); boolean verbose = a.length > 2 && a[2].contains("v");
    long t = System.nanoTime(); long virt=0, steps=0; int counts=0;
    java.util.Map<Object,Long> fk=new java.util.TreeMap<>(), ly=new java.util.TreeMap<>();
    for (long s = from; s < from + n; s++) {
      Outcome o = Simulation.run(s, faults, java.util.Set.of(), row -> { if (verbose) { String x = row.at()/1000000 + " " + row.entity() + " " + row.number() + " " + row.event(); System.out.println(x.substring(0, Math.min(x.length(), 500))); }});
      virt += o.virtualNanos(); steps += o.steps(); if (o.counts()) counts++;
      o.faults().forEach((k,v)->fk.merge(k,v,Long::sum)); o.defaults().forEach(l->ly.merge(l,1L,Long::sum));
      if (o.violation().isPresent()) { System.out.println("seed " + s + " " + o.violation().get().getMessage()); if (verbose) { o.violation().get().printStackTrace(System.out); Simulation.plan(s).forEach(System.out::println);} }
      if (n == 1) System.out.println(o);
    }
    double sec = (System.nanoTime()-t)/1e9;
    System.out.printf("%d seeds in %.1f s: %.1f/s, %.1f h virtual, %d counted, steps %d, %s %s%n", n, sec, n/sec, virt/3.6e12, counts, steps, fk, ly);
  }
}
