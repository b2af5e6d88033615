import { describeEchoServer } from './support/echoServer.ts';

describeEchoServer('tcp-echo-server-irp', 47008);
