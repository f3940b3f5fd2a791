/** Backend `local`: real server processes on this machine. */
export interface LocalArgs {
  /**
   * First of the data servers' ports, one for each server upwards; in a cluster ten for each shard. 1024-65000.
   * @default 6380
   */
  basePort?: number;
  /**
   * First of the Sentinels' ports, one for each Sentinel upwards. 1024-65000.
   * @default 26380
   */
  sentinelBasePort?: number;
  /**
   * Topology cluster: first of the ports on which its nodes speak to each other, spaced like the servers' ports: ten for each
   * shard. 1024-65000.
   * @default - 10000 above basePort
   */
  busBasePort?: number;
  /**
   * Folder for data, configuration and logs, below the project's root.
   * @default .redis-ha/STACK/NAME
   */
  directory?: string;
}
