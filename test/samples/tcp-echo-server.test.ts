import { describeEchoServer } from './support/echoServer.ts';

describeEchoServer('tcp-echo-server', 47007);
