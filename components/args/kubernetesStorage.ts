/** Volumes. What is here cannot change in a running StatefulSet: see docs/kubernetes.md. */
export interface KubernetesStorageArgs {
  /**
   * Storage class of every volume. It decides whether data are encrypted where they lie. A later change of class or size is
   * refused: a StatefulSet cannot make it.
   * @default - the cluster's default class
   */
  className?: string;
  /**
   * Size of each data server's volume, with `purpose: durable`.
   * @default - three times the server's memory, 1Gi at least
   */
  size?: string;
  /**
   * Size of each Sentinel's volume, which holds one small file.
   * @default 1Gi
   */
  sentinelSize?: string;
  /**
   * Size of the volume that snapshots lie on, or with `objectStore` pass over.
   * @default - the data volume's size for each day that a snapshot is kept; with `objectStore` that of one
   */
  snapshotSize?: string;
}

/** A bucket for snapshots, of S3 or of anything that speaks as S3 does: they outlive the cluster. */
export interface KubernetesObjectStoreArgs {
  /** Name of the bucket, which must be there: 3-63 small letters, digits, dots and dashes. */
  bucket: string;
  /**
   * Folder in the bucket. Two clusters that share a bucket need one each.
   * @default - NAMESPACE/NAME of the instance
   */
  prefix?: string;
  /**
   * URL of a service other than AWS', `https://storage.example.org`; http only where `encryption.inTransit` is false.
   * @default - AWS S3 of the region
   */
  endpoint?: string;
  /**
   * Region of the bucket.
   * @default us-east-1
   */
  region?: string;
  /**
   * Whose S3 it is, as rclone calls it: AWS, Cloudflare, DigitalOcean, Minio, Scaleway, … (rclone.org/s3).
   * @default - AWS, with `endpoint` Other
   */
  provider?: string;
  /**
   * Name of a Secret that is there, in the instance's namespace: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and `ca.crt` where
   * the endpoint's certificate is of an authority of your own. The keys need to list, read, write and delete in the folder.
   * @default - none: the pods' own identity, see `serviceAccountAnnotations`
   */
  secretName?: string;
  /**
   * Annotations of the service account NAME-snapshots, by which a cloud gives pods a role:
   * `eks.amazonaws.com/role-arn: arn:aws:iam::123456789012:role/redis-snapshots`.
   * @default {}
   */
  serviceAccountAnnotations?: Record<string, string>;
  /**
   * Image with rclone 1.60 or later and sh, with an exact tag or a digest.
   * @default docker.io/rclone/rclone:1.75.1
   */
  image?: string;
}
