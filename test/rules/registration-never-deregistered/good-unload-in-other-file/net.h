extern WSK_REGISTRATION NetRegistration;
DRIVER_UNLOAD NetUnload;
